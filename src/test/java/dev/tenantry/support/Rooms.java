package dev.tenantry.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.tenantry.shared.crypto.Digests;

/**
 * The packages that tests are in, with a fingerprint of all that is in them and below them, application and tests alike, of
 * its resources and of its module's migrations, as it was when everything was last tried: {@code crm/booking 0a1b2c3d4e5f}. Those of a module that lie in no package below it are about
 * the module as a whole. {@code ./mvnw verify -Dtest=RotationTests -Dtenantry.test.record=true} writes them anew.
 */
final class Rooms {

    private static final Path FILE = Path.of("src/test/resources/released-packages.txt");
    private static final Path TESTS = Path.of("src/test/java/dev/tenantry");
    private static final List<Path> CONTENTS = List.of(Path.of("src/main/java/dev/tenantry"), TESTS,
            Path.of("src/main/resources"), Path.of("src/main/resources/dev/tenantry"));
    private static final Path MIGRATIONS = Path.of("db/migration");

    private final Set<String> released;
    private final Map<String, Boolean> changed = new ConcurrentHashMap<>();

    Rooms() {
        try {
            released = Set.copyOf(Files.readAllLines(FILE, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The classes of tests, each with the room that it is in: {@code dev.tenantry.crm.booking.BookingTests}, {@code crm/booking}. */
    static Map<String, String> classes() {
        var classes = new TreeMap<String, String>();
        files(TESTS).filter(file -> file.toString().endsWith("Tests.java")).forEach(file -> {
            var path = TESTS.relativize(file).toString().replace('\\', '/').replaceAll("\\.java$", "");
            var parts = path.split("/");
            var room = parts.length == 1 ? "" : parts.length == 2 ? parts[0] : parts[0] + "/" + parts[1];
            classes.put("dev.tenantry." + path.replace('/', '.'), room);
        });
        return classes;
    }

    /** Whether anything in it is not as it was when everything was last tried. */
    boolean isChanged(String room) {
        return changed.computeIfAbsent(room, name -> !released.contains(line(name)));
    }

    /** Writes what they are now. */
    static void record() throws IOException {
        Files.write(FILE,
                new TreeSet<>(classes().values().stream().filter(room -> !room.isEmpty()).map(Rooms::line).toList()),
                StandardCharsets.UTF_8);
    }

    private static String line(String room) {
        var contents = Stream
                .concat(CONTENTS.stream().flatMap(root -> files(root.resolve(room))), migrations(room.split("/")[0]))
                .sorted()
                .map(file -> file + Digests.fingerprint(text(file)))
                .toList();
        return room + " " + Digests.fingerprint(String.join("\n", contents)).substring(0, 12);
    }

    private static Stream<Path> migrations(String module) {
        return files(MIGRATIONS)
                .filter(file -> file.getFileName().toString().matches(".+?__" + module + "(_.*)?\\.sql"));
    }

    /** A character for a byte: fonts are among them. */
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var found = Files.walk(folder)) {
            return List.copyOf(found.filter(Files::isRegularFile).toList()).stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
