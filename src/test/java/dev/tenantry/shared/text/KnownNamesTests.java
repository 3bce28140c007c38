package dev.tenantry.shared.text;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KnownNamesTests {

    @Test
    void aFewAreToldInTheirOrder() {
        assertThat(KnownNames.like("nam", List.of("title", "name"))).isEqualTo("[title, name]");
    }

    @Test
    void ofManyThoseAreToldThatAreWrittenMostAlike() {
        var known = IntStream.range(0, 200).mapToObj(number -> "field" + number).toList();

        assertThat(KnownNames.like("Field123x", known)).startsWith("[field123, ").endsWith("] and 180 more");
        assertThat(KnownNames.like("x".repeat(1_000_000), known)).hasSizeLessThan(400);
    }
}
