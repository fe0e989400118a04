package io.tidings.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessibilityIT {
    private static final Set<String> CONTROLS = Set.of(
            "button", "textbox", "combobox", "checkbox", "link", "progressbar", "region", "complementary", "form");

    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void everyControlAndLandmarkHasANameOfItsOwn() {
        // Given
        try (TidingsPage page = TidingsPage.watching(chromium, Service.newChannel())) {
            // When
            List<String> controls = controls(page.page());
            // Then
            assertThat(controls).hasSizeGreaterThan(20).noneMatch(control -> control.endsWith(" ''"));
            assertThat(controls)
                    .contains(
                            "button 'Disconnect WebSocket'",
                            "region 'Long poll'",
                            "progressbar 'Earthquakes published'");
        }
    }

    @Test
    void theMessagesAreOneKeyAway() {
        // Given
        try (TidingsPage page = TidingsPage.watching(chromium, Service.newChannel())) {
            // When
            page.page().keyboard().press("Tab");
            // Then
            assertThat(page.page().getByText("Skip to the messages")).isFocused();
            assertThat(page.page().getByText("Skip to the messages")).isInViewport();
        }
    }

    @Test
    void onlyTheSummaryIsReadOutWhileMessagesCome() {
        // Given
        try (TidingsPage page = TidingsPage.watching(chromium, Service.newChannel())) {
            // When
            Object live = page.page()
                    .evaluate("() => [...document.querySelectorAll('[aria-live], [role=status], [role=log], output')]"
                            + ".map(each => each.id || each.dataset.testid)");
            // Then
            assertThat(live).isEqualTo(List.of("announcer", "publish-result"));
        }
    }

    @Test
    void aNarrowScreenIsNeverScrolledSideways() {
        // Given
        try (TidingsPage page = TidingsPage.in(
                chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(360, 740)))) {
            // When
            page.go(Service.newChannel());
            page.columns().forEach(column -> column.awaitState("Live"));
            // Then
            assertThat(page.page().evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(360);
        }
    }

    @Test
    void nothingMovesForWhoeverAsksForReducedMotion() {
        // Given
        try (TidingsPage page = TidingsPage.in(chromium.browser()
                .newContext(new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE)))) {
            page.go(Service.newChannel());
            page.columns().forEach(column -> column.awaitState("Live"));
            // When
            page.part("publish-submit").click();
            page.columns().forEach(column -> column.awaitCount(1));
            // Then
            assertThat(page.page().getByRole(AriaRole.LISTITEM).first()).hasCSS("animation-name", "none");
        }
    }

    /** Role and name of each control and landmark, as assistive technology is told. */
    private static List<String> controls(Page page) {
        JsonObject tree = page.context().newCDPSession(page).send("Accessibility.getFullAXTree");
        List<String> controls = new ArrayList<>();
        for (JsonElement each : tree.getAsJsonArray("nodes")) {
            String role = value(each.getAsJsonObject(), "role");
            if (CONTROLS.contains(role)) controls.add(role + " '" + value(each.getAsJsonObject(), "name") + "'");
        }
        return controls;
    }

    private static String value(JsonObject node, String field) {
        if (!node.has(field) || !node.getAsJsonObject(field).has("value")) return "";
        return node.getAsJsonObject(field).get("value").getAsString();
    }
}
