package io.tidings.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PageIT {
    /** How many earthquakes the week had. */
    private static final int WEEK = 1707;

    static final List<String> TRANSPORTS = TidingsPage.TRANSPORTS;

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
    void everyTransportShowsEveryMessageOfTheWeek() {
        // Given
        try (TidingsPage page = TidingsPage.watching(chromium, Service.newChannel())) {
            // When
            page.replay();
            // Then
            page.columns().forEach(column -> column.awaitCount(WEEK));
            page.columns().forEach(Column::isWhole);
            assertThat(page.part("verdict")).containsText("none lost, none twice");
            assertThat(page.part("replay-status")).hasText("1,707 of 1,707 published, done");
            assertThat(page.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("TRANSPORTS")
    void whoeverComesBackWhileMessagesComeMissesNothing(String transport) {
        // Given
        try (TidingsPage page = TidingsPage.watching(chromium, Service.newChannel())) {
            Column left = page.column(transport);
            Column stayed = page.column(transport.equals("sse") ? "websocket" : "sse");
            page.replay();
            left.awaitAtLeast(100);
            left.press();
            left.awaitState("Disconnected");
            stayed.awaitAtLeast(left.count() + 100);
            // When
            left.press();
            // Then
            page.columns().forEach(column -> column.awaitCount(WEEK));
            page.columns().forEach(Column::isWhole);
            left.awaitResumed(Pattern.compile("resumed from \\d+-\\d+…?, [1-9]\\d* caught up, 0 lost"));
            assertThat(page.errors()).isEmpty();
        }
    }

    @Test
    void aMessagePublishedByTheFormReachesEveryColumn() {
        // Given
        try (TidingsPage page = TidingsPage.watching(chromium, Service.newChannel())) {
            page.part("publish-event").fill("shipped");
            page.part("publish-data").fill("{\"order\": 42.50}");
            page.part("publish-tags").fill("city:Lagos, floor:3");
            // When
            page.part("publish-submit").click();
            // Then
            assertThat(page.part("publish-result")).containsText("Published to");
            for (Column column : page.columns()) {
                column.awaitNewest("shipped");
                column.awaitNewest("{\"order\":42.5}");
                column.awaitNewest("city:Lagos · floor:3");
            }
            assertThat(page.errors()).isEmpty();
        }
    }

    @Test
    void whatIsNotJsonIsNamedBesideItsFieldAndNotSent() {
        // Given
        try (TidingsPage page = TidingsPage.watching(chromium, Service.newChannel())) {
            page.part("publish-data").fill("{\"order\": }");
            // When
            page.part("publish-submit").click();
            // Then
            assertThat(page.part("publish-data")).isFocused();
            assertThat(page.part("publish-data")).hasAccessibleDescription(Pattern.compile("This is not JSON: .+"));
            assertThat(page.addresses()).noneMatch(address -> address.contains("/messages"));
        }
    }

    @Test
    void aServiceWithoutDevTokensIsUsedWithATokenThatAPersonBrings() {
        // Given
        try (TidingsPage page = TidingsPage.in(chromium.browser().newContext())) {
            String token = Service.token().orElseGet(() -> devToken(page.page()));
            page.page().unroute("**/dev/token*");
            page.page().route("**/dev/token*", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
            page.go(Service.newChannel());
            page.columns().forEach(column -> column.awaitState("Ended"));
            // When
            page.part("token").fill(token);
            page.part("token-use").click();
            // Then
            page.columns().forEach(column -> column.awaitState("Live"));
            assertThat(page.part("token")).hasValue("");
            assertThat(page.addresses()).noneMatch(address -> address.contains(token));
        }
    }

    @Test
    void aPageThatWatchesFromTheEarliestShowsWhatCameBefore() {
        // Given
        try (TidingsPage page = TidingsPage.watching(chromium, Service.newChannel())) {
            page.part("publish-submit").click();
            page.columns().forEach(column -> column.awaitCount(1));
            page.part("since").fill("earliest");
            // When
            page.part("watch").click();
            // Then
            page.columns().forEach(column -> column.awaitCount(1));
            page.columns().forEach(column -> column.awaitNewest("Hualian"));
            assertThat(page.part("verdict")).hasText("All four agree up to message 1: none lost, none twice.");
        }
    }

    private static String devToken(Page page) {
        Response response = page.navigate(Service.url() + "/dev/token?sub=page&subscribe=**&publish=**");
        return response.text().trim();
    }
}
