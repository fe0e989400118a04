package io.tidings.config;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/** Stops the start on wrong values, before anything uses them. Found through {@code META-INF/services}. */
public final class ConfigCheck implements SmallRyeConfigBuilderCustomizer {
    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        // An image is built without the settings that its pods will have; each of them comes here again when it starts.
        if (ImageMode.current() == ImageMode.NATIVE_BUILD) return;
        boolean keyNeeded = LaunchMode.current() != LaunchMode.DEVELOPMENT;
        builder.withValidator(validator(keyNeeded));
    }

    static ConfigValidator validator(boolean keyNeeded) {
        return (type, prefix, mapping) -> {
            if (mapping instanceof TidingsConfig config) check(config, keyNeeded);
        };
    }

    private static void check(TidingsConfig config, boolean keyNeeded) {
        Problem[] problems =
                ConfigRules.faults(config, keyNeeded).stream().map(Problem::new).toArray(Problem[]::new);
        if (problems.length > 0) throw new ConfigValidationException(problems);
    }
}
