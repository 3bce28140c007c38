package dev.tenantry.access.location;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;

import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Reader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.network.Location;
import dev.tenantry.shared.network.Locations;
import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.web.IsoCountry;

/**
 * Where addresses are, by a file that is in memory as a whole. One that replaces it is read when it is noticed, and takes its place once it has been read:
 * one that cannot be is told of, and what was known goes on to be.
 */
@Component
@EnableConfigurationProperties(LocationSettings.class)
class LocationFile extends PeriodicTask implements Locations {

    private static final Logger log = LoggerFactory.getLogger(LocationFile.class);
    /** Any address: reading it tells whether the file can be read at all. */
    private static final IpAddress PROBE = IpAddress.parse("192.0.2.1");

    private record Version(FileTime changed, long size, @Nullable Object key) {}

    /** Whoever's file has regions has some among so many networks. */
    private static final int MOST_LOOKED_AT = 20_000;

    private final @Nullable Path path;
    private @Nullable Version read;
    private boolean isTold;
    private volatile @Nullable Reader reader;
    private volatile boolean hasRegions;
    private volatile @Nullable Reader broken;

    LocationFile(LocationSettings settings) {
        super("the file of locations", settings.locationCheck());
        this.path = settings.locationFile();
        work();
    }

    @Override
    public @Nullable Location of(IpAddress address) {
        var current = reader;
        try {
            var carrier = address.carrier();
            return current == null || carrier.isLocal() ? null : location(current, carrier);
        } catch (IOException | RuntimeException failure) {
            if (broken != current) {
                broken = current;
                log.error("the file of locations has something that cannot be read: {}", failure.toString());
            }
            return null;
        }
    }

    /** Whether it is known of any address where it is. */
    boolean isRead() {
        return reader != null;
    }

    /** Whether it is known of any address in which region it is: not by a file of countries. */
    boolean hasRegions() {
        return hasRegions;
    }

    @Override
    protected final synchronized void work() {
        if (path == null) {
            return;
        }
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var version = new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            if (!version.equals(read)) {
                read = version;
                isTold = false;
                load(path);
            }
        } catch (IOException | RuntimeException gone) {
            read = null;
            tell(gone);
        }
    }

    /** Once for all turns that find the same. */
    private void tell(Exception failure) {
        if (isTold) {
            return;
        }
        isTold = true;
        log.error("the file of locations {} cannot be read: {}; {}", path, failure.toString(),
                reader == null ? "nobody knows where addresses are" : "what was read before goes on to hold");
    }

    private void load(Path file) {
        try {
            var candidate = new Reader(new ByteArrayInputStream(Files.readAllBytes(file)));
            location(candidate, PROBE);
            hasRegions = hasRegions(candidate);
            reader = candidate;
            log.info("locations are those of {}, {} of {}", file, candidate.getMetadata().databaseType(),
                    candidate.getMetadata().buildTime());
        } catch (IOException | InvalidNetworkException | RuntimeException unreadable) {
            tell(unreadable);
        }
    }

    private static boolean hasRegions(Reader reader) throws IOException, InvalidNetworkException {
        var networks = reader.networks(Map.class);
        for (var looked = 0; looked < MOST_LOOKED_AT && networks.hasNext(); looked++) {
            if (region(networks.next().data()) != null) {
                return true;
            }
        }
        return false;
    }

    /** As MaxMind's files have it, or as those that have but two letters for each address. */
    private static @Nullable Location location(Reader reader, IpAddress address) throws IOException {
        if (!address.isV4() && reader.getMetadata().ipVersion() == 4) {
            return null;
        }
        var found = reader.get(address.inet(), Map.class);
        var country = text(found, "country", "iso_code");
        country = country == null ? text(found, "country_code") : country;
        if (country == null || !IsoCountry.Known.isCountry(country)) {
            return null;
        }
        var region = region(found);
        return new Location(country, region == null ? null : country + "-" + region, text(found, "city", "names", "en"),
                number(found, "location", "latitude"), number(found, "location", "longitude"));
    }

    private static @Nullable String region(Map<?, ?> found) {
        return found.get("subdivisions") instanceof List<?> list && !list.isEmpty()
                ? text(list.getFirst(), "iso_code")
                : null;
    }

    private static @Nullable String text(@Nullable Object from, String... names) {
        return inside(from, names) instanceof String text && !text.isBlank() ? text : null;
    }

    private static @Nullable Double number(@Nullable Object from, String... names) {
        return inside(from, names) instanceof Number number ? number.doubleValue() : null;
    }

    private static @Nullable Object inside(@Nullable Object from, String... names) {
        var found = from;
        for (var name : names) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found;
    }
}
