package io.tidings.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;

/** One transport's column of the page. Confined to the thread of its test. */
record Column(Locator section) {
    int count() {
        return Integer.parseInt(part("count").textContent().replace(",", ""));
    }

    void press() {
        part("connect").click();
    }

    void awaitState(String state) {
        assertThat(part("state")).hasText(state);
    }

    void awaitCount(int count) {
        assertThat(part("count")).hasText("%,d".formatted(count));
    }

    /** Waits until at least this many messages have come. */
    void awaitAtLeast(int count) {
        section.page().waitForCondition(() -> count() >= count);
    }

    void awaitResumed(Pattern sentence) {
        assertThat(part("resumed")).hasText(sentence);
    }

    void awaitNewest(String text) {
        assertThat(part("messages").locator("li").first()).containsText(text);
    }

    /** Nothing lost, nothing twice, and no gap. */
    void isWhole() {
        assertThat(part("lost")).hasText("0");
        assertThat(part("duplicates")).hasText("0");
        assertThat(part("gaps")).hasText("0");
    }

    private Locator part(String name) {
        return section.getByTestId(name);
    }
}
