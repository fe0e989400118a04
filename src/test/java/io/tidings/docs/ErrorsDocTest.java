package io.tidings.docs;

import io.tidings.model.Failure;
import io.tidings.model.Failure.Retry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorsDocTest {
    private static final String HEAD = """
            # Errors

            Made from `io.tidings.model.Failure`: change it there.

            Every failure has one name on every transport. REST, event streams and polls answer with its HTTP status and
            `application/problem+json` (RFC 9457); a WebSocket answers `error` with the same `code`, or closes with the close code.
            `detail` says what was wrong with this request and what would be right.

            ```json
            {"type":"https://tidings.io/errors#not-granted","title":"The token does not grant this channel",
             "status":403,"code":"not-granted","detail":"orders.42 is not among what this token may read: user.alice, news."}
            ```

            A client that knows none of these names can go by the numbers: close codes from 4000 to 4499 come back, those from 4500
            to 4999 do not.

            | code | HTTP | close | retry | title |
            |---|---|---|---|---|
            """;
    private static final Map<Retry, String> ADVICE = Map.of(
            Retry.NEVER, "no: the same again fails again",
            Retry.LATER, "after the time that the answer names",
            Retry.NEW_TOKEN, "with a new token",
            Retry.RESUME_NOW, "at once, from the last position");

    @Test
    void theErrorsPageListsExactlyTheFailuresThatExist() {
        // Given
        StringBuilder page = new StringBuilder(HEAD);
        // When
        for (Failure failure : Failure.values()) page.append(row(failure));
        // Then
        GeneratedPage.assertUpToDate("errors.md", page.toString());
    }

    private static String row(Failure failure) {
        return "| <a id=\"" + failure.code() + "\"></a>`" + failure.code() + "` | " + number(failure.status()) + " | "
                + number(failure.closeCode()) + " | " + ADVICE.get(failure.retry()) + " | " + failure.title() + " |\n";
    }

    private static String number(int number) {
        return number == 0 ? "" : String.valueOf(number);
    }
}
