package io.tidings.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import io.tidings.model.PrintableUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a URL that cannot be read before it is converted: the converter's error quotes it, and with it a password. Found through
 * {@code META-INF/services}. Any thread.
 */
public final class UnreadableUrls implements SmallRyeConfigBuilderCustomizer, ConfigSourceInterceptor {
    private static final long serialVersionUID = 1;
    private static final Set<String> KEYS = Set.of("quarkus.redis.hosts", "tidings.tracing.endpoint");

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withInterceptors(this);
    }

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        if (value != null && value.getValue() != null && KEYS.contains(name))
            for (String url : value.getValue().split(",")) check(name, url.trim());
        return value;
    }

    private static void check(String name, String url) {
        try {
            new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    name + " has " + PrintableUrl.of(url)
                            + ", which is no URL; in a password, write what is neither letter nor digit as % and two hexadecimal digits");
        }
    }
}
