package io.tidings.auth;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which carriers of tokens are taken.
 *
 * @param cookie the cookie's name
 * @param origins whose pages may use the cookie, beside the service's own origin
 * @param queryToken whether {@code ?access_token=} is taken
 */
public record CarrierRules(String cookie, Set<String> origins, boolean queryToken) {
    public CarrierRules {
        origins =
                origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    public CarrierRules(String cookie, List<String> origins, boolean queryToken) {
        this(cookie, Set.copyOf(origins), queryToken);
    }
}
