package io.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelPatternTest {
    @ParameterizedTest
    @CsvSource({
        "orders.42, orders.42, true",
        "orders.42, orders.421, false",
        "orders.42, orders.4, false",
        "orders.42, orders, false",
        "orders, orders.42, false",
        "orders.*, orders.42, true",
        "orders.*, orders, false",
        "orders.*, orders.42.items, false",
        "*.42, orders.42, true",
        "*, orders, true",
        "*, orders.42, false",
        "**, orders, true",
        "**, orders.42.items, true",
        "orders.**, orders, false",
        "orders.**, orders.42, true",
        "orders.**, orders.42.items, true",
        "orders.*.**, orders.42, false",
        "orders.*.**, orders.42.items, true",
        "orders.*.items, orders.42.items, true",
        "order.*, orders.42, false"
    })
    void aStarIsOneSegmentAndTwoStarsAreOneOrMoreAtTheEnd(String pattern, String channel, boolean matches) {
        assertThat(ChannelPattern.parse(pattern, "alice").matches(new Channel(channel)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "**.a", "a.**.b", "a*", "***", "a b", "{user}", "a.{sub", "é"})
    void aPatternOfAnythingElseIsABadToken(String pattern) {
        // When
        Refusal refusal = Refused.by(() -> ChannelPattern.parse(pattern, "alice"));
        // Then
        assertThat(refusal.failure()).isEqualTo(Failure.BAD_TOKEN);
        assertThat(refusal.detail()).contains(Quoted.of(pattern));
    }

    @Test
    void theSubjectStandsAsOneLiteralSegment() {
        assertThat(ChannelPattern.parse("user.{sub}", "alice").matches(new Channel("user.alice")))
                .isTrue();
        assertThat(ChannelPattern.parse("user.{sub}.*", "alice").matches(new Channel("user.alice.x")))
                .isTrue();
        assertThat(ChannelPattern.parse("user.u-{sub}", "alice").matches(new Channel("user.u-alice")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**", "bob.*", "a.b", "{sub}", "~2a", "Zoë"})
    void aSubjectIsNeverReadAsAPattern(String subject) {
        // When
        ChannelPattern pattern = ChannelPattern.parse("user.{sub}", subject);
        // Then
        assertThat(pattern.matches(new Channel("user." + ChannelPattern.escaped(subject))))
                .isTrue();
        assertThat(pattern.matches(new Channel("user.bob"))).isFalse();
        assertThat(pattern.matches(new Channel("user.bob.x"))).isFalse();
        assertThat(pattern.matches(new Channel("user.a.b"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "alice, alice",
        "a~b, a~7eb",
        "a.b, a~2eb",
        "*, ~2a",
        "ë, ~c3~ab",
        "😀, ~f0~9f~98~80",
        "a b, a~20b",
        "A:_-9, A:_-9"
    })
    void whatIsOutsideTheAlphabetIsEscapedByteByByte(String subject, String segment) {
        assertThat(ChannelPattern.escaped(subject)).isEqualTo(segment);
    }

    @Test
    void differentSubjectsNeverShareASegment() {
        // Given
        Map<String, String> subjects = new HashMap<>();
        String alphabet = "~27eafE.?é\ud83d\ude00\udc00 ";
        for (long seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            StringBuilder subject = new StringBuilder();
            for (int i = random.nextInt(5); i >= 0; i--)
                subject.append(alphabet.charAt(random.nextInt(alphabet.length())));
            // When
            String segment = ChannelPattern.escaped(subject.toString());
            // Then
            String owner = subjects.putIfAbsent(segment, subject.toString());
            assertThat(owner == null ? subject.toString() : owner)
                    .as("seed %d: the subject of %s", seed, segment)
                    .isEqualTo(subject.toString());
        }
    }

    @Test
    void aSubjectWithHalfASurrogatePairIsNotTheSubjectOfAQuestionMark() {
        assertThat(ChannelPattern.escaped("\ud83d")).isEqualTo("~ed~a0~bd");
        assertThat(ChannelPattern.escaped("?")).isEqualTo("~3f");
    }

    @Test
    void anEmptySubjectGrantsNothing() {
        assertThat(Refused.by(() -> ChannelPattern.parse("user.{sub}", "")).failure())
                .isEqualTo(Failure.BAD_TOKEN);
        assertThat(Refused.by(() -> ChannelPattern.channel("user.{sub}", "")).failure())
                .isEqualTo(Failure.BAD_TOKEN);
    }

    @Test
    void aChannelOfATokenTakesTheSubjectButNoStars() {
        assertThat(ChannelPattern.channel("user.{sub}", "a.b")).isEqualTo(new Channel("user.a~2eb"));
        assertThat(Refused.by(() -> ChannelPattern.channel("user.*", "alice")).failure())
                .isEqualTo(Failure.BAD_TOKEN);
        assertThat(Refused.by(() -> ChannelPattern.channel("user.{sub}", "é".repeat(40)))
                        .failure())
                .isEqualTo(Failure.BAD_TOKEN);
    }

    @Test
    void aPatternIsToldAsTheTokenHasIt() {
        assertThat(ChannelPattern.parse("user.{sub}.**", "alice")).hasToString("user.{sub}.**");
    }

    @Test
    void randomPatternsMatchWhatTheSameRegularExpressionMatches() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String pattern = segments(random, "a", "b", "ab", "*");
            if (random.nextInt(3) == 0) pattern += ".**";
            String channel = segments(random, "a", "b", "ab", "ba");
            String expression = pattern.replace(".", "\\.")
                    .replace("**", "@")
                    .replace("*", "[^.]+")
                    .replace("@", ".+");
            assertThat(ChannelPattern.parse(pattern, "alice").matches(new Channel(channel)))
                    .as("seed %d: %s and %s", seed, pattern, channel)
                    .isEqualTo(channel.matches(expression));
        }
    }

    private static String segments(Random random, String... choice) {
        StringBuilder text = new StringBuilder(choice[random.nextInt(choice.length)]);
        for (int i = random.nextInt(4); i > 0; i--) text.append('.').append(choice[random.nextInt(choice.length)]);
        return text.toString();
    }
}
