package dev.tenantry.access.location;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.tenantry.access.rule.AccessPolicyChanges;
import dev.tenantry.access.rule.AccessPolicyTrail;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.time.DayZone;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.LocationDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What no file tells restricts nobody. */
class GeoRestrictionTests extends ApiTest {

    @TempDir
    Path folder;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private AccessPolicyChanges changes;

    @Autowired
    private AccessPolicyTrail trail;

    @Autowired
    private DayZone zone;

    @Test
    void areRefusedWhereNoFileTellsThem() throws IOException {
        var countries = folder.resolve("countries.mmdb");
        Files.write(countries, new LocationDatabase().put("203.0.113.0/24", Map.of("country_code", "FR")).bytes());
        var regions = folder.resolve("regions.mmdb");
        Files.write(regions, LocationDatabase.ofSuite());
        var german = request(RestrictionType.COUNTRY, List.of("DE"), List.of());
        var bavarian = request(RestrictionType.REGION, List.of(), List.of("DE-BY"));
        var both = request(RestrictionType.CUSTOM, List.of("FR"), List.of("DE-BY"));

        assertRefused(countries, bavarian, "regionCodes");
        assertRefused(countries, both, "regionCodes");
        assertRefused(null, german, "countryCodes");
        assertRefused(null, bavarian, "regionCodes");
        for (var known : List.of(german, bavarian, both)) {
            new KnownPlaces(file(regions)).check(known, "");
        }
        new KnownPlaces(file(countries)).check(german, "");
        assertThatThrownBy(() -> new KnownPlaces(file(countries)).check(bavarian, "geoRestrictions[1]."))
                .satisfies(refused -> assertThat(((ProblemException) refused).errors().getFirst().field())
                        .isEqualTo("geoRestrictions[1].regionCodes"));
    }

    private void assertRefused(@Nullable Path path, GeoRestrictionRequest request, String field) {
        var restrictions = new GeoRestrictions(jdbc, changes, trail, zone, new KnownPlaces(file(path)));

        assertThatThrownBy(() -> restrictions.create(request, false)).satisfies(refused -> {
            var error = ((ProblemException) refused).errors().getFirst();
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.code()).isEqualTo("places-unknown");
        });
    }

    private static GeoRestrictionRequest request(RestrictionType type, List<String> countries, List<String> regions) {
        return new GeoRestrictionRequest(type, countries, regions, true, true, null);
    }

    private static LocationFile file(@Nullable Path path) {
        return new LocationFile(new LocationSettings(path, Duration.ofHours(1)));
    }
}
