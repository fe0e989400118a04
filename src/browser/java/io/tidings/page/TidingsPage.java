package io.tidings.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;

/** The page in a browser profile of its own, and what it did. Confined to the thread of its test. */
final class TidingsPage implements AutoCloseable {
    static final List<String> TRANSPORTS = List.of("websocket", "sse", "long-poll", "short-poll");

    private final Page page;
    private final List<String> errors = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    private TidingsPage(BrowserContext profile) {
        page = profile.newPage();
        page.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) errors.add(message.text() + " at " + message.location());
        });
        page.onPageError(errors::add);
        page.onRequest(request -> addresses.add(request.url()));
        page.onWebSocket(socket -> addresses.add(socket.url()));
        Service.token().ifPresent(token -> page.route("**/dev/token*", route -> answer(route, token)));
    }

    /** The page, watching this channel from now on by all transports. */
    static TidingsPage watching(Chromium chromium, String channel) {
        TidingsPage opened = in(chromium.browser().newContext());
        opened.go(channel);
        opened.columns().forEach(column -> column.awaitState("Live"));
        return opened;
    }

    /** The page before it has gone anywhere. */
    static TidingsPage in(BrowserContext profile) {
        return new TidingsPage(profile);
    }

    void go(String channel) {
        page.navigate(Service.url() + "/?channel=" + channel);
    }

    Page page() {
        return page;
    }

    Locator part(String name) {
        return page.getByTestId(name);
    }

    Column column(String transport) {
        return new Column(page.locator("[data-transport=" + transport + "]"));
    }

    List<Column> columns() {
        return TRANSPORTS.stream().map(this::column).toList();
    }

    /** Starts to replay the week in ten seconds: fast, yet no faster than a default history lets a short poll follow. */
    void replay() {
        part("replay-speed").selectOption("10000");
        part("replay").click();
    }

    /** What the console complained of. */
    List<String> errors() {
        return errors;
    }

    /** Every address that the page has asked for. */
    List<String> addresses() {
        return addresses;
    }

    @Override
    public void close() {
        page.context().close();
    }

    private static void answer(Route route, String token) {
        route.fulfill(new Route.FulfillOptions().setContentType("text/plain").setBody(token));
    }
}
