package io.tidings.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.core.protocol.ClientCommand;
import io.tidings.model.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, a reader answers or refuses; the seed of a run that does anything else is in the failure. */
class ReaderFuzzTest {
    private static final int RUNS = 60_000;
    private static final List<String> COMMANDS = List.of(
            "{\"type\":\"connect\",\"ref\":\"1\",\"token\":\"t\",\"subscriptions\":[{\"channel\":\"a.b\",\"since\":\"17-42\"},{\"channel\":\"c\"}]}",
            "{\"type\":\"subscribe\",\"subscriptions\":[{\"channel\":\"a\",\"since\":\"last:5\"}]}",
            "{\"type\":\"unsubscribe\",\"ref\":\"\\ud83d\",\"channels\":[\"a\",\"b\"]}",
            "{\"data\":{\"x\":[1.0,\"\\u00e9\"]},\"type\":\"publish\",\"channel\":\"a\",\"event\":\"e\",\"tags\":{\"k\":\"v\"},\"key\":\"k\"}",
            "{\"type\":\"publish\",\"channel\":\"a\",\"data_base64\":\"AAECAw==\",\"datacontenttype\":\"image/png\"}",
            "{\"type\":\"ping\",\"ref\":\"é\"}");
    private static final List<String> ITEMS = List.of(
            "{\"channel\":\"a\",\"data\":1}",
            "{\"channels\":[\"a\",\"b\"],\"event\":\"e\",\"tags\":{\"k\":\"v\"},\"key\":\"k\",\"data\":{\"x\":null}}",
            "{\"channel\":\"a\",\"data_base64\":\"AA==\"}");

    private final JsonScanner scanner = new JsonScanner(8);

    @Test
    void everyMessageOnAWebSocketIsACommandOfSomeKind() {
        // Given
        CommandReader reader = new CommandReader(scanner);
        Set<Class<?>> kinds = new HashSet<>();
        // When
        fuzz(COMMANDS, bytes -> kinds.add(reader.read(bytes).getClass()));
        // Then
        assertThat(kinds)
                .as("every kind was met")
                .containsExactlyInAnyOrder(ClientCommand.class.getPermittedSubclasses());
    }

    @Test
    void everyArrayIsABatchOrRefused() {
        Batches batches = new Batches(scanner, 10);
        fuzz(List.of("[" + String.join(" , ", ITEMS) + "]", "[]", "[" + ITEMS.get(0) + "]"), batches::array);
    }

    @Test
    void everyBodyOfLinesIsABatchOrRefused() {
        Batches batches = new Batches(scanner, 10);
        fuzz(List.of(String.join("\n", ITEMS), String.join("\r\n\r\n", ITEMS) + "\r\n"), batches::lines);
    }

    @Test
    void everyBodyOfSubscriptionsIsReadOrRefused() {
        fuzz(
                List.of("{\"subscriptions\":[{\"channel\":\"a\",\"since\":\"earliest\"}]}", "{}"),
                new SubscriptionsReader(scanner)::read);
    }

    private static void fuzz(List<String> seeds, Consumer<byte[]> reader) {
        for (long seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            byte[] whole = seeds.get(random.nextInt(seeds.size())).getBytes(UTF_8);
            byte[] bytes = random.nextInt(20) == 0 ? whole : Mutations.mutated(whole, random);
            try {
                reader.accept(bytes);
            } catch (Refusal refusal) {
                assertThat(refusal.detail()).as("seed %d", seed).isNotBlank().matches("[ -~]+");
            } catch (RuntimeException | StackOverflowError bug) {
                throw new AssertionError("seed " + seed + ": " + new String(bytes, ISO_8859_1), bug);
            }
        }
    }
}
