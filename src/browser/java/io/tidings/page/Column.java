package io.tidings.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;

/** One transport's column of the page. Confined to the thread of its test. */
record Column(Locator section) {
    private static final LocatorAssertions.HasTextOptions SOON =
            new LocatorAssertions.HasTextOptions().setTimeout(30_000);

    int count() {
        return Integer.parseInt(part("count").textContent().replace(",", ""));
    }

    void press() {
        part("connect").click();
    }

    void awaitState(String state) {
        assertThat(part("state")).hasText(state, SOON);
    }

    void awaitCount(int count) {
        assertThat(part("count")).hasText("%,d".formatted(count), SOON);
    }

    /** Waits until at least this many messages have come. */
    void awaitAtLeast(int count) {
        section.page()
                .waitForCondition(
                        () -> count() >= count,
                        new com.microsoft.playwright.Page.WaitForConditionOptions().setTimeout(30_000));
    }

    void awaitResumed(Pattern sentence) {
        assertThat(part("resumed")).hasText(sentence, SOON);
    }

    void awaitNewest(String text) {
        assertThat(part("messages").locator("li").first())
                .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(30_000));
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
