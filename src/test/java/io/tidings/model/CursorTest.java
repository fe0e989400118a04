package io.tidings.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final Channel ORDERS = new Channel("orders.42");
    private static final Channel NEWS = new Channel("news");
    private static final Position FIRST = new Position(17, 42);
    private static final Position SECOND = new Position(300, Position.TAGS - 1);

    @Test
    void theCursorOfOneExplicitChannelIsItsPosition() {
        assertThat(Cursor.format(Map.of(ORDERS, FIRST), true)).isEqualTo("17-42");
        assertThat(Cursor.parse("17-42", List.of(ORDERS))).isEqualTo(Map.of(ORDERS, FIRST));
    }

    @Test
    void aChannelThatIsAskedForTwiceIsStillOne() {
        assertThat(Cursor.parse("17-42", List.of(ORDERS, ORDERS))).isEqualTo(Map.of(ORDERS, FIRST));
    }

    @Test
    void aListThatComesFromTheTokenIsAlwaysLong() {
        // When
        String cursor = Cursor.format(Map.of(ORDERS, FIRST), false);
        // Then
        assertThat(cursor).startsWith("c1.");
        assertThat(Cursor.parse(cursor, List.of(ORDERS))).isEqualTo(Map.of(ORDERS, FIRST));
    }

    @Test
    void theLongFormIsWhatItsDescriptionSays() throws Exception {
        // When
        String cursor = Cursor.format(Map.of(ORDERS, SECOND), false);
        // Then
        byte[] hash = MessageDigest.getInstance("SHA-256").digest("orders.42".getBytes(US_ASCII));
        String bytes = HexFormat.of().formatHex(java.util.Base64.getUrlDecoder().decode(cursor.substring(3)));
        assertThat(bytes).isEqualTo("01" + HexFormat.of().formatHex(hash, 0, 4) + "ac02" + "ffffffffffff");
    }

    @Test
    void onePositionForSeveralChannelsIsRefused() {
        assertThat(Refused.by(() -> Cursor.parse("17-42", List.of(ORDERS, NEWS)))
                        .detail())
                .contains("2 channels")
                .contains("name@position");
    }

    @Test
    void aChannelThatTheCursorDoesNotListIsNew() {
        // Given
        String cursor = Cursor.format(Map.of(ORDERS, FIRST), false);
        // When
        Map<Channel, Position> positions = Cursor.parse(cursor, List.of(NEWS, ORDERS));
        // Then
        assertThat(positions).isEqualTo(Map.of(ORDERS, FIRST));
    }

    @Test
    void eachChannelOfACursorCanBeResumedByItself() {
        // Given
        String cursor = Cursor.format(Map.of(ORDERS, FIRST, NEWS, SECOND), false);
        // When
        Since since = Cursor.since(cursor, NEWS);
        // Then
        assertThat(since).isEqualTo(new Since.At(SECOND));
    }

    @Test
    void aChannelWhoseCursorDoesNotListItIsReadFromNowOn() {
        assertThat(Cursor.since(Cursor.format(Map.of(ORDERS, FIRST), false), NEWS))
                .isEqualTo(Since.LATEST);
    }

    @Test
    void whatIsNoCursorOfSeveralChannelsIsReadAsAPlaceInOne() {
        assertThat(Cursor.since("17-42", ORDERS)).isEqualTo(new Since.At(FIRST));
        assertThat(Cursor.since("earliest", ORDERS)).isEqualTo(Since.EARLIEST);
    }

    @Test
    void aCursorOfNoChannelIsACursor() {
        assertThat(Cursor.parse(Cursor.format(Map.of(), true), List.of(ORDERS))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c1.",
                "c1.!!!",
                "c1.AQ",
                "c1.AAA",
                "c2.AA",
                "c1.__________8",
                "c1.gIAB",
                "earliest",
                "17-42-"
            })
    void whatIsNoCursorIsRefused(String text) {
        assertThat(Refused.by(() -> Cursor.parse(text, List.of(ORDERS))).failure())
                .isEqualTo(Failure.MALFORMED);
    }

    @Test
    void everyCursorIsReadAsItWasWrittenWhateverTheOrderOfTheChannels() {
        for (long seed = 0; seed < 2_000; seed++) {
            // Given
            Random random = new Random(seed);
            Map<Channel, Position> positions = randomPositions(random);
            List<Channel> channels = new ArrayList<>(positions.keySet());
            Collections.shuffle(channels, random);
            // When
            String cursor = Cursor.format(positions, random.nextBoolean());
            // Then
            assertThat(Cursor.parse(cursor, channels)).as("seed %d", seed).isEqualTo(positions);
            assertThat(cursor).as("seed %d", seed).matches("[A-Za-z0-9._-]+");
        }
    }

    @Test
    void equalPositionsGiveEqualCursorsWhateverTheOrderOfTheMap() {
        // Given
        Map<Channel, Position> one = new LinkedHashMap<>();
        one.put(ORDERS, FIRST);
        one.put(NEWS, SECOND);
        Map<Channel, Position> other = new LinkedHashMap<>();
        other.put(NEWS, SECOND);
        other.put(ORDERS, FIRST);
        // Then
        assertThat(Cursor.format(one, true)).isEqualTo(Cursor.format(other, true));
    }

    @Test
    void aDamagedCursorIsRefusedOrReadButNeverAnythingElse() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            Map<Channel, Position> positions = randomPositions(random);
            StringBuilder cursor = new StringBuilder(Cursor.format(positions, false));
            for (int i = random.nextInt(3); i >= 0; i--)
                cursor.setCharAt(
                        random.nextInt(cursor.length()), (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
            if (random.nextInt(4) == 0) cursor.setLength(random.nextInt(cursor.length()));
            try {
                assertThat(positions.keySet())
                        .containsAll(Cursor.parse(cursor.toString(), positions.keySet())
                                .keySet());
            } catch (Refusal refusal) {
                assertThat(refusal.failure()).as("seed %d", seed).isEqualTo(Failure.MALFORMED);
            } catch (RuntimeException bug) {
                throw new AssertionError("seed " + seed + ": " + cursor, bug);
            }
        }
    }

    @Test
    void channelsWhoseShortHashesAreEqualKeepTheirOwnPositions() throws Exception {
        // Given
        List<Channel> alike = channelsWithEqualShortHashes();
        Map<Channel, Position> positions = Map.of(alike.get(0), FIRST, alike.get(1), SECOND);
        // When
        String cursor = Cursor.format(positions, false);
        // Then
        assertThat(Cursor.parse(cursor, alike)).isEqualTo(positions);
        assertThat(Cursor.parse(cursor, List.of(alike.get(1), alike.get(0)))).isEqualTo(positions);
    }

    private static Map<Channel, Position> randomPositions(Random random) {
        Map<Channel, Position> positions = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i >= 0; i--)
            positions.put(new Channel("c" + random.nextInt(1000)), PositionTest.random(random));
        return positions;
    }

    private static List<Channel> channelsWithEqualShortHashes() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        Map<String, Channel> known = new HashMap<>();
        for (int i = 0; ; i++) {
            Channel channel = new Channel("c" + i);
            String hash = HexFormat.of().formatHex(sha256.digest(channel.name().getBytes(US_ASCII)), 0, 4);
            Channel other = known.put(hash, channel);
            if (other != null) return List.of(other, channel);
        }
    }
}
