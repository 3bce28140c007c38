package dev.tenantry.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The README, and the guides that it leads to. */
public final class Documents {

    public static final Path README = Path.of("README.md");

    private Documents() {}

    public static List<Path> all() throws IOException {
        return Stream.concat(Stream.of(README), guides().stream()).toList();
    }

    public static List<Path> guides() throws IOException {
        try (var files = Files.list(Path.of("src/docs/guides"))) {
            return files.sorted().toList();
        }
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
