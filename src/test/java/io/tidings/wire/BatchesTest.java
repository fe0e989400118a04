package io.tidings.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.model.Failure;
import io.tidings.model.Payload;
import io.tidings.model.Publication;
import io.tidings.model.Refused;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchesTest {
    private final Batches batches = new Batches(new JsonScanner(4), 3);

    @Test
    void anArrayHasOneItemAnElement() {
        // When
        List<BatchItem> items = array("[ {'channel':'a','data': [ 1 ] } ,\n{'channel':'b','data':'x'}]");
        // Then
        assertThat(items).extracting(BatchesTest::told).containsExactly("a [1]", "b \"x\"");
    }

    @Test
    void anEmptyArrayHasNoItems() {
        assertThat(array(" [ ] ")).isEmpty();
    }

    @Test
    void fieldsAreFoundHoweverTheirNamesAreWrittenAndHoweverManyThereAre() {
        // When
        List<BatchItem> items = lines("{'a':1,'chann\\u0065':2,'b':[{'data':3}],'d':4,'e':5,'channel':'x','f':6,"
                + "'\\u0064ata':7,'data_':8,'\\u0063hannel':'y','g':'}'}");
        // Then
        assertThat(items).extracting(BatchesTest::told).containsExactly("y 7");
    }

    @Test
    void aBadElementDoesNotSpoilTheOthers() {
        // When
        List<BatchItem> items = array("[{'channel':'a','data':1},7,{'channel':'b','data':2}]");
        // Then
        assertThat(items)
                .extracting(BatchesTest::told)
                .containsExactly("a 1", "malformed: a message of a batch must be a JSON object", "b 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[{'channel':'a','data':1}", "[{'channel':'a','data':1},]", "[1 2]", "[[[[[[[]]]]]]]"})
    void anArrayThatIsNoneAsAWholeIsRefusedAsAWhole(String body) {
        assertThat(Refused.by(() -> array(body)).failure()).isEqualTo(Failure.MALFORMED);
    }

    @Test
    void linesEndAsTheyLikeAndBlankOnesAreSkipped() {
        // When
        List<BatchItem> items =
                lines("\n \t\r\n{'channel':'a','data':1}\r\n\n {'channel':'b','data': 2} \n{'channel':'c','data':3}");
        // Then
        assertThat(items).extracting(BatchesTest::told).containsExactly("a 1", "b 2", "c 3");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\r\n")).isEmpty();
    }

    @Test
    void aBadLineDoesNotSpoilTheOthersAndItsFaultIsCountedFromItsStart() {
        // When
        List<BatchItem> items = lines("{'channel':'a','data':1}\n{'channel':\n{'channel':'b','data':2}\n");
        // Then
        assertThat(items)
                .extracting(BatchesTest::told)
                .containsExactly(
                        "a 1", "malformed: the JSON is not valid at byte 11: expected a value, found the end", "b 2");
    }

    @Test
    void aLineThatIsNotUtf8SpoilsNoOther() {
        // Given
        byte[] body = "{\"channel\":\"a\",\"data\":\"\u00ff\"}\n{\"channel\":\"b\",\"data\":2}".getBytes(ISO_8859_1);
        // When
        List<BatchItem> items = batches.lines(body);
        // Then
        assertThat(items.get(0)).isInstanceOf(BatchItem.Refused.class);
        assertThat(told(items.get(1))).isEqualTo("b 2");
    }

    @Test
    void aBatchHasAsManyItemsAsAllowed() {
        assertThat(array("[1,2,3]")).hasSize(3);
        assertThat(lines("1\n2\n3\n\n")).hasSize(3);
        assertThat(Refused.by(() -> array("[1,2,3,4]")).failure()).isEqualTo(Failure.TOO_LARGE);
        assertThat(Refused.by(() -> array("[{\"channels\":[\"a\",\"b\",\"c\",\"d\"],\"data\":1}]"))
                        .failure())
                .isEqualTo(Failure.TOO_LARGE);
        assertThat(Refused.by(() -> lines("1\n2\n3\n4")).detail()).contains("more than 3 messages");
    }

    @Test
    void oneItemMayGoToSeveralChannels() {
        // When
        BatchItem item = lines("{'channels':['a','b'],'event':'e','tags':{'t':'v'},'key':'k','data':1}")
                .get(0);
        // Then
        assertThat(told(item)).isEqualTo("several: a 1, b 1");
        assertThat(publications(item)).allSatisfy(each -> {
            assertThat(each.event()).isEqualTo("e");
            assertThat(each.tags()).containsEntry("t", "v");
            assertThat(each.key()).isEqualTo("k");
        });
    }

    @Test
    void aListOfOneChannelIsStillAList() {
        assertThat(told(lines("{'channels':['a'],'data':1}").get(0))).isEqualTo("several: a 1");
    }

    @Test
    void anItemGoesToAtMostSixtyFourChannels() {
        byte[] most = ("{\"channels\":[" + channels(64).replace('\'', '"') + "],\"data\":1}").getBytes(UTF_8);
        assertThat(publications(new Batches(new JsonScanner(4), 64).lines(most).get(0)))
                .hasSize(64);
        assertThat(told(lines("{'channels':[" + channels(65) + "],'data':1}").get(0)))
                .contains("65")
                .contains("64");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'data':1}|\"channel\", a string, is missing",
                "{'channel':'a','channels':['b'],'data':1}|both given",
                "{'channels':[],'data':1}|at least one channel",
                "{'channels':null,'data':1}|is missing",
                "{'channels':['a','a'],'data':1}|listed twice",
                "{'channels':['a',''],'data':1}|is empty",
                "{'channels':'a','data':1}|must be an array",
                "{'channel':'a'}|\"data\", any JSON value, is missing",
                "{'channel':'a','data':1,'event':''}|event name",
                "{'channel':'a','data':[[[[[]]]]]}|4 levels"
            })
    void anItemThatAsksWronglyIsRefusedAlone(String line, String detail) {
        assertThat(told(lines(line).get(0))).startsWith("malformed: ").contains(detail);
    }

    @Test
    void theDepthIsThatOfTheDataAlone() {
        assertThat(told(lines("{'channel':'a','data':[[[[]]]]}").get(0))).isEqualTo("a [[[[]]]]");
        assertThat(told(array("[{'channel':'a','data':[[[[]]]]}]").get(0))).isEqualTo("a [[[[]]]]");
    }

    private static String told(BatchItem item) {
        if (item instanceof BatchItem.Refused refused)
            return refused.refusal().failure().code() + ": " + refused.refusal().detail();
        String all = publications(item).stream()
                .map(each -> each.channel() + " " + new String(((Payload.Json) each.payload()).text(), UTF_8))
                .collect(Collectors.joining(", "));
        return ((BatchItem.Publications) item).several() ? "several: " + all : all;
    }

    private static List<Publication> publications(BatchItem item) {
        assertThat(item).isInstanceOf(BatchItem.Publications.class);
        return ((BatchItem.Publications) item).all();
    }

    private static String channels(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'c" + i + "'").collect(Collectors.joining(","));
    }

    private List<BatchItem> array(String body) {
        return batches.array(body.replace('\'', '"').getBytes(UTF_8));
    }

    private List<BatchItem> lines(String body) {
        return batches.lines(body.replace('\'', '"').getBytes(UTF_8));
    }
}
