package io.tidings.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.protocol.ClientCommand;
import io.tidings.core.protocol.SubscriptionRequest;
import io.tidings.model.Channel;
import io.tidings.model.Failure;
import io.tidings.model.Payload;
import io.tidings.model.Position;
import io.tidings.model.Publication;
import io.tidings.model.Since;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {
    private static final Channel ORDERS = new Channel("orders.42");
    private static final Channel NEWS = new Channel("news");

    private final CommandReader reader = new CommandReader(new JsonScanner(4));

    @Test
    void connectBringsATokenAndSubscriptions() {
        assertThat(
                        read(
                                "{'type':'connect','ref':'1','token':'t','subscriptions':[{'channel':'orders.42','since':'17-42'},{'channel':'news'}]}"))
                .isEqualTo(new ClientCommand.Connect(
                        "1",
                        "t",
                        List.of(
                                new SubscriptionRequest(ORDERS, new Since.At(new Position(17, 42))),
                                new SubscriptionRequest(NEWS, Since.LATEST))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'connect'}",
                "{'type':'connect','ref':null,'token':null,'subscriptions':null}",
                "{'type':'connect','subscriptions':[]}"
            })
    void allOfConnectIsOptionalAndNullIsAbsent(String json) {
        assertThat(read(json)).isEqualTo(new ClientCommand.Connect(null, null, List.of()));
    }

    @Test
    void theTokenStaysOutOfTheCommandsText() {
        assertThat(read("{'type':'connect','token':'secret'}").toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"earliest", "latest", "last:10", "17-42"})
    void aSubscriptionSaysSinceWhen(String since) {
        assertThat(read("{'type':'subscribe','subscriptions':[{'channel':'news','since':'" + since + "'}]}"))
                .isEqualTo(
                        new ClientCommand.Subscribe(null, List.of(new SubscriptionRequest(NEWS, Since.parse(since)))));
    }

    @Test
    void unsubscribeNamesChannels() {
        assertThat(read("{'channels':['news','orders.42'],'ref':'é','type':'unsubscribe'}"))
                .isEqualTo(new ClientCommand.Unsubscribe("é", List.of(NEWS, ORDERS)));
    }

    @Test
    void pingIsPing() {
        assertThat(read("{'type':'ping','ref':'\\u0037'}")).isEqualTo(new ClientCommand.Ping("7"));
    }

    @Test
    void unknownFieldsAreIgnored() {
        assertThat(read("{'x':{'type':'connect'},'type':'ping','y':[1,2]}")).isEqualTo(new ClientCommand.Ping(null));
    }

    @Test
    void ofAFieldThatIsGivenTwiceTheLastCounts() {
        assertThat(read("{'type':'connect','type':'ping'}")).isEqualTo(new ClientCommand.Ping(null));
    }

    @Test
    void publishCarriesAWholePublication() {
        // When
        Publication publication = published(
                "{'type':'publish','channel':'orders.42','event':'shipped','tags':{'b':'1','a':'2'},'key':'k','data':1}");
        // Then
        assertThat(publication.channel()).isEqualTo(ORDERS);
        assertThat(publication.event()).isEqualTo("shipped");
        assertThat(publication.tags()).containsExactly(Map.entry("b", "1"), Map.entry("a", "2"));
        assertThat(publication.key()).isEqualTo("k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "12345678901234567890.10|12345678901234567890.10",
                "` { 'a' : [ 1.0 , -0 ] } `|{'a':[1.0,-0]}",
                "' \\ud83d\\/ é \u2028'|' \\ud83d\\/ é \u2028'",
                "null|null",
                "'',|''",
                "{'type':'ping','data':2}|{'type':'ping','data':2}"
            })
    void dataIsKeptByteForByteWhereverItStands(String sent, String kept) {
        // Given
        String data = sent.endsWith(",") ? sent.substring(0, sent.length() - 1) : sent;
        // When
        Publication last = published("{'type':'publish','channel':'news','data':" + data + "}");
        Publication first = published("{ 'data' : " + data + " , 'channel':'news', 'type':'publish' }");
        // Then
        assertThat(last.payload())
                .isInstanceOfSatisfying(
                        Payload.Json.class, json -> assertThat(text(json)).isEqualTo(json(kept)));
        assertThat(first.payload())
                .isInstanceOfSatisfying(
                        Payload.Json.class, json -> assertThat(text(json)).isEqualTo(json(kept)));
    }

    @Test
    void bytesComeAsBase64WithTheirMediaType() {
        // When
        Publication publication =
                published("{'type':'publish','channel':'news','data_base64':'AP8=','datacontenttype':'image/png'}");
        // Then
        assertThat(publication.payload()).isInstanceOfSatisfying(Payload.Bytes.class, bytes -> {
            assertThat(bytes.bytes()).containsExactly(0, 0xff);
            assertThat(bytes.mediaType()).isEqualTo("image/png");
        });
    }

    @Test
    void bytesWithoutAMediaTypeAreJustBytes() {
        assertThat(published("{'type':'publish','channel':'news','data_base64':''}")
                        .payload())
                .isInstanceOfSatisfying(
                        Payload.Bytes.class,
                        bytes -> assertThat(bytes.mediaType()).isEqualTo("application/octet-stream"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "{",
                "[]",
                "'ping'",
                "1",
                "null",
                "{}",
                "{'ref':'1'}",
                "{'type':1}",
                "{'type':null}",
                "{'type':['ping']}",
                "{'type':'ping'} x",
                "{'type':'ping','deep':[[[[[]]]]]}"
            })
    void whatIsNoCommandAtAllIsUnreadable(String json) {
        assertThat(read(json)).isInstanceOfSatisfying(ClientCommand.Unreadable.class, unreadable -> {
            assertThat(unreadable.refusal().failure()).isEqualTo(Failure.MALFORMED);
            assertThat(unreadable.ref()).isNull();
        });
    }

    @Test
    void whatIsNotUtf8IsUnreadable() {
        assertThat(reader.read("{\"type\":\"ping\",\"x\":\"\u00c0\u0080\"}".getBytes(ISO_8859_1)))
                .isInstanceOf(ClientCommand.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'fly'|\"fly\" is not a command; commands are connect, subscribe, unsubscribe, publish and ping",
                "'type':''|\"\" is not a command",
                "'type':'connect','token':1|\"token\" must be a string",
                "'type':'connect','subscriptions':{}|\"subscriptions\" must be an array",
                "'type':'connect','subscriptions':['news']|each of \"subscriptions\" must be a JSON object",
                "'type':'connect','subscriptions':[{}]|\"channel\", a string, is missing",
                "'type':'subscribe'|\"subscriptions\", an array, is missing",
                "'type':'subscribe','subscriptions':[]|at least one channel",
                "'type':'subscribe','subscriptions':[{'channel':'a b'}]|index 1",
                "'type':'subscribe','subscriptions':[{'channel':'a','since':'x'}]|earliest, latest, last:N or a position",
                "'type':'subscribe','subscriptions':[{'channel':'a','since':5}]|\"since\" must be a string",
                "'type':'subscribe','subscriptions':[{'channel':'a'},{'channel':'a'}]|\"a\" is listed twice",
                "'type':'unsubscribe'|\"channels\", an array, is missing",
                "'type':'unsubscribe','channels':[1]|each of \"channels\" must be a string",
                "'type':'unsubscribe','channels':['a','a']|\"a\" is listed twice",
                "'type':'publish','data':1|\"channel\", a string, is missing",
                "'type':'publish','channel':7,'data':1|\"channel\" must be a string",
                "'type':'publish','channel':'a'|\"data\", any JSON value, is missing",
                "'type':'publish','channel':'a','data':1,'event':'gap'|reserved",
                "'type':'publish','channel':'a','data':1,'event':{}|\"event\" must be a string",
                "'type':'publish','channel':'a','data':1,'tags':[]|\"tags\" must be an object of strings",
                "'type':'publish','channel':'a','data':1,'tags':{'x':1}|the value of \"x\" must be a string",
                "'type':'publish','channel':'a','data':1,'key':''|idempotency key",
                "'type':'publish','channel':'a','data':1,'data_base64':'AA=='|both given",
                "'type':'publish','channel':'a','data_base64':'!'|not base64",
                "'type':'publish','channel':'a','data_base64':'_-8='|not base64",
                "'type':'publish','channel':'a','data_base64':'','datacontenttype':'png'|no media type",
                "'type':'publish','channel':'a','data_base64':'','datacontenttype':'a/b;\\n'|no media type"
            })
    void aCommandThatAsksWronglyIsInvalidAndKeepsItsRef(String fields, String detail) {
        assertThat(read("{'ref':'7'," + fields + "}")).isInstanceOfSatisfying(ClientCommand.Invalid.class, invalid -> {
            assertThat(invalid.ref()).isEqualTo("7");
            assertThat(invalid.refusal().failure()).isEqualTo(Failure.MALFORMED);
            assertThat(invalid.refusal().detail()).contains(detail);
        });
    }

    @Test
    void aRefIsAStringOfAtMostSixtyFourCharacters() {
        assertThat(read("{'type':'ping','ref':'" + "x".repeat(64) + "'}"))
                .isEqualTo(new ClientCommand.Ping("x".repeat(64)));
        assertInvalidWithoutRef("{'type':'ping','ref':'" + "x".repeat(65) + "'}", "65 characters; at most 64");
        assertInvalidWithoutRef("{'type':'ping','ref':7}", "\"ref\" must be a string");
    }

    @Test
    void theDepthIsThatOfTheDataAlone() {
        assertThat(published("{'type':'publish','channel':'news','data':[[[[]]]]}")
                        .payload())
                .isInstanceOf(Payload.Json.class);
        assertThat(read("{'type':'publish','channel':'news','data':[[[[[]]]]]}"))
                .isInstanceOfSatisfying(
                        ClientCommand.Unreadable.class,
                        unreadable -> assertThat(unreadable.refusal().detail()).contains("4 levels"));
    }

    private void assertInvalidWithoutRef(String json, String detail) {
        assertThat(read(json)).isInstanceOfSatisfying(ClientCommand.Invalid.class, invalid -> {
            assertThat(invalid.ref()).isNull();
            assertThat(invalid.refusal().detail()).contains(detail);
        });
    }

    private Publication published(String json) {
        ClientCommand command = read(json);
        assertThat(command).isInstanceOf(ClientCommand.Publish.class);
        return ((ClientCommand.Publish) command).publication();
    }

    private ClientCommand read(String json) {
        return reader.read(json(json).getBytes(UTF_8));
    }

    private static String json(String withSingleQuotes) {
        return withSingleQuotes.replace('\'', '"');
    }

    private static String text(Payload.Json payload) {
        return new String(payload.text(), UTF_8);
    }
}
