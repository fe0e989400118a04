package io.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_~:-]+(\\.[A-Za-z0-9_~:-]+)*");

    @ParameterizedTest
    @ValueSource(strings = {"a", "orders.42", "user.~7e:x_-", "0.0.0", "A-Z"})
    void aNameOfSegmentsJoinedByDotsIsAChannel(String name) {
        assertThat(Channel.parse(name).name()).isEqualTo(name);
        assertThat(Channel.parse(name)).hasToString(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is empty",
        ".a, has an empty segment",
        "a..b, has an empty segment",
        "a., ends with a dot",
        ".., has an empty segment",
        "a b, index 1",
        "orders.*, index 7",
        "é, index 0",
        "a/b, index 1",
        "'a\n', index 1"
    })
    void aNameOfAnythingElseIsRefusedAndTheFaultIsNamed(String name, String fault) {
        // When
        Refusal refusal = Refused.by(() -> Channel.parse(name));
        // Then
        assertThat(refusal.failure()).isEqualTo(Failure.MALFORMED);
        assertThat(refusal.detail()).contains(fault);
    }

    @Test
    void aNameHasAtMostTwoHundredCharacters() {
        assertThat(Channel.parse("x".repeat(200)).name()).hasSize(200);
        assertThat(Refused.by(() -> Channel.parse("x".repeat(201))).detail())
                .contains("201")
                .contains("200");
    }

    @Test
    void aChannelThatOurOwnCodeMakesWronglyIsABug() {
        assertThatThrownBy(() -> new Channel("a..b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNamespaceIsTheFirstSegment() {
        assertThat(new Channel("orders.42.items").namespace()).isEqualTo("orders");
        assertThat(new Channel("orders").namespace()).isEqualTo("orders");
    }

    @Test
    void randomNamesAreTakenIfAndOnlyIfTheGrammarTakesThem() {
        for (long seed = 0; seed < 20_000; seed++) {
            String name = randomName(new Random(seed));
            assertThat(isTaken(name))
                    .as("seed %d: %s", seed, name)
                    .isEqualTo(GRAMMAR.matcher(name).matches());
        }
    }

    private static String randomName(Random random) {
        String alphabet = "aZ09_~:-....*/ é\n";
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--)
            name.append(alphabet.charAt(random.nextInt(random.nextInt(4) == 0 ? alphabet.length() : 10)));
        return name.toString();
    }

    private static boolean isTaken(String name) {
        try {
            return Channel.parse(name).name().equals(name);
        } catch (Refusal refusal) {
            return false;
        }
    }
}
