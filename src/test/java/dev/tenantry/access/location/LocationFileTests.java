package dev.tenantry.access.location;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.Location;
import dev.tenantry.support.LocationDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Where addresses are goes by the newest file that can be read. */
class LocationFileTests {

    @TempDir
    Path folder;

    private final long started = System.currentTimeMillis();
    private int versions;

    @Test
    void ofTheSuiteIsMadeSo() throws IOException {
        assertThat(Files.readAllBytes(Path.of("src/test/resources/access/locations.mmdb")))
                .isEqualTo(LocationDatabase.ofSuite());
    }

    @Test
    void knowsPlacesInTheFormsThatFilesHaveThem() throws IOException {
        var file = file(write(LocationDatabase.ofSuite()));

        assertThat(of(file, "203.0.113.7")).isEqualTo(new Location("DE", "DE-BY", "Munich", 48.137, 11.575));
        assertThat(of(file, "::ffff:203.0.113.7")).isEqualTo(of(file, "203.0.113.7"));
        assertThat(of(file, "2002:cb00:7107::1")).isEqualTo(of(file, "203.0.113.7"));
        assertThat(of(file, "2001:0:c633:6401:8000:f227:34ff:8ef8")).isEqualTo(of(file, "203.0.113.7"));
        assertThat(of(file, "64:ff9b::203.0.113.7")).isEqualTo(of(file, "203.0.113.7"));
        assertThat(of(file, "64:ff9b:1::203.0.113.7")).isNull();
        assertThat(of(file, "203.0.113.200")).isEqualTo(new Location("US", null, null, 37.751, -97.822));
        assertThat(of(file, "198.51.100.1")).isEqualTo(new Location("JP", null, null, null, null));
        assertThat(of(file, "2001:db8:de::1")).isEqualTo(new Location("DE", null, null, null, null));
        assertThat(of(file, "192.0.2.1")).isNull();
        assertThat(of(file, "2001:db8::1")).isNull();
        assertThat(Objects.requireNonNull(of(file, "203.0.113.7"))
                .distance(Objects.requireNonNull(of(file, "203.0.113.200")))).isBetween(8_000.0, 8_600.0);
    }

    /** Files have networks of whole registries, and with them what is in no place. */
    @ParameterizedTest
    @ValueSource(strings = {"192.168.7.7", "10.1.2.3", "172.31.255.255", "127.0.0.1", "169.254.1.1", "100.64.0.9",
        "0.0.0.0", "198.19.0.1", "224.0.0.1",
        "255.255.255.255", "::ffff:192.168.7.7", "2002:c0a8:0707::1", "::1", "::", "fd00::7", "fe80::1", "ff02::1",
        "64:ff9b:1::1"})
    void knowsNoPlaceOfWhatIsInNone(String address) throws IOException {
        var file = file(write(new LocationDatabase().put("::/1", Map.of("country_code", "AU"))
                .put("8000::/1", Map.of("country_code", "AU"))
                .bytes()));

        assertThat(Objects.requireNonNull(of(file, "1.1.1.1")).country()).isEqualTo("AU");
        assertThat(of(file, address)).isNull();
    }

    @Test
    void takesTheFileThatReplacesItAndKeepsWhatItHasWhereThatCannotBeRead() throws IOException {
        var path = write(LocationDatabase.ofSuite());
        var file = file(path);

        write("no such format".getBytes(StandardCharsets.UTF_8));
        file.work();
        assertThat(country(file)).isEqualTo("DE");
        write(Arrays.copyOf(LocationDatabase.ofSuite(), 300));
        file.work();
        assertThat(country(file)).isEqualTo("DE");
        Files.delete(path);
        file.work();
        assertThat(country(file)).isEqualTo("DE");
        write(new LocationDatabase().put("203.0.113.0/24", Map.of("country_code", "FR")).bytes());
        file.work();
        assertThat(country(file)).isEqualTo("FR");
        assertThat(of(file, "198.51.100.1")).isNull();
    }

    @Test
    void knowsNothingWithoutAFile() {
        assertThat(of(new LocationFile(new LocationSettings(null, Duration.ofHours(1))), "203.0.113.7")).isNull();
        assertThat(of(file(folder.resolve("missing.mmdb")), "203.0.113.7")).isNull();
    }

    private static String country(LocationFile file) {
        return Objects.requireNonNull(of(file, "203.0.113.7")).country();
    }

    private static @Nullable Location of(LocationFile file, String address) {
        return file.of(IpAddress.parse(address));
    }

    private static LocationFile file(Path path) {
        return new LocationFile(new LocationSettings(path, Duration.ofHours(1)));
    }

    private Path write(byte[] bytes) throws IOException {
        var path = folder.resolve("locations.mmdb");
        Files.write(path, bytes);
        Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochMilli(started + 1000L * versions++)));
        return path;
    }
}
