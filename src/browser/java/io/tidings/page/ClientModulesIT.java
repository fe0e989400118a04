package io.tidings.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The modules that others copy, one by one: the page's zeros are worth something only if these can count. */
class ClientModulesIT {
    private static Chromium chromium;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void open() {
        page = chromium.browser().newPage();
        page.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
        page.navigate(Service.url() + "/page/icon.svg");
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void aJumpOfTheOffsetIsALoss() {
        assertThat(checked("check.onMessage({id: '5-1'}); check.onMessage({id: '8-1'});"))
                .containsEntry("messages", 2)
                .containsEntry("lost", 2);
    }

    @Test
    void aJumpAfterTheWelcomeIsALossToo() {
        assertThat(checked("check.startsAfter('4-1'); check.onMessage({id: '6-1'});"))
                .containsEntry("lost", 1);
    }

    @Test
    void aMessageThatComesAgainIsADuplicateAndNotCounted() {
        assertThat(checked("check.onMessage({id: '5-1'}); check.onMessage({id: '5-1'});"))
                .containsEntry("messages", 1)
                .containsEntry("duplicates", 1);
    }

    @Test
    void whatAGapTellsIsNotLost() {
        assertThat(checked("check.onMessage({id: '5-1'}); check.onGap({since: '5-1', id: '9-1', reason: 'trimmed'});"
                        + "check.onMessage({id: '10-1'});"))
                .containsEntry("lost", 0)
                .containsEntry("gaps", 1)
                .containsEntry("missed", 4);
    }

    @Test
    void anotherTagWhereAnotherColumnSawOneIsADisagreement() {
        assertThat(checked("new Integrity(chain).onMessage({id: '5-1'}); check.onMessage({id: '5-2'});"))
                .containsEntry("disagreements", 1);
    }

    @Test
    void anEventStreamIsReadInWhateverPiecesItComes() {
        // Given
        String stream =
                ": hello\\nretry: 900\\n\\nid: 1-7\\r\\nevent: shipped\\r\\ndata: a\\r\\ndata: b\\r\\n\\r\\ndata:c\\n\\ndata: cut";
        // When
        Object events = page.evaluate(
                "async (text) => { const { EventStream } = await import('/page/transports/event-stream.js');"
                        + "const stream = new EventStream(); const events = [];"
                        + "for (const letter of text) events.push(...stream.push(letter));"
                        + "return [stream.retry, ...events.map(each => each.id + '|' + each.event + '|' + each.data)]; }",
                stream.translateEscapes());
        // Then
        assertThat(events).isEqualTo(List.of(900, "1-7|shipped|a\nb", "1-7|message|c"));
    }

    /** The counters of an {@code Integrity} after these steps. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> checked(String steps) {
        return (Map<String, Object>)
                page.evaluate("async () => { const { Integrity } = await import('/page/integrity.js');"
                        + "const chain = new Map(); const check = new Integrity(chain); " + steps
                        + "return { ...check }; }");
    }
}
