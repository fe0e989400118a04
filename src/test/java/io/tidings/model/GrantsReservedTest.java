package io.tidings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrantsReservedTest {
    @Test
    void noGrantCoversWhatTheServiceSaysToItself() {
        // Given
        Channel reserved = new Channel("~tidings.disconnect");
        ChannelPattern all = ChannelPattern.parse("**", "bob");
        ChannelPattern named = ChannelPattern.parse("~tidings.*", "bob");
        // When
        Grants grants = new Grants(List.of(all, named), List.of(all, named), List.of(reserved), true);
        // Then
        assertThat(grants.maySubscribe(reserved)).isFalse();
        assertThat(grants.mayPublish(reserved)).isFalse();
        assertThat(grants.maySubscribe(new Channel("~tidings2"))).isTrue();
    }
}
