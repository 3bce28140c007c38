package dev.tenantry.identity.federation.saml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import dev.tenantry.identity.federation.saml.protocol.Assertion;
import dev.tenantry.shared.text.Texts;

/** Which attribute of an assertion says what of a person. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AttributeMapping(@Nullable Map<String, Source> keys) {

    private static final int MAX_KEYS = 50;
    private static final int MAX_TEXT = 500;

    /**
     * Where a value comes from.
     *
     * @param names    further names, in their order, where there is nothing under the first
     * @param fallback the value where the assertion has none
     * @param array    whether it is all values of the attribute
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Source(
            @Nullable String name,
            @Nullable List<String> names,
            @JsonProperty("default") @Nullable Object fallback,
            @Nullable Boolean array) {

        private @Nullable Object value(Assertion assertion) {
            var candidates = new ArrayList<String>();
            if (name != null) {
                candidates.add(name);
            }
            if (names != null) {
                candidates.addAll(names);
            }
            for (var candidate : candidates) {
                var values = assertion.attributes().getOrDefault(candidate, List.of());
                if (!values.isEmpty()) {
                    return Boolean.TRUE.equals(array)
                            ? values.stream().limit(MAX_KEYS).map(Source::cut).toList()
                            : cut(values.getFirst());
                }
            }
            return fallback;
        }

        private static String cut(String text) {
            return Texts.beginning(text, MAX_TEXT);
        }
    }

    static AttributeMapping none() {
        return new AttributeMapping(null);
    }

    /** What the assertion says, by the names that we know it by. */
    Map<String, Object> apply(Assertion assertion) {
        var values = new LinkedHashMap<String, Object>();
        if (keys != null) {
            keys.entrySet().stream().limit(MAX_KEYS).forEach(key -> {
                var value = key.getValue().value(assertion);
                if (value != null) {
                    values.put(key.getKey(), value);
                }
            });
        }
        return values;
    }
}
