package dev.tenantry.operations.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** What is said of the API in words, in files beside {@code api.properties}. */
final class WrittenTexts {

    private WrittenTexts() {}

    /** @param name of the file, whose text is UTF-8 */
    static Properties of(String name) {
        try {
            return PropertiesLoaderUtils.loadProperties(new EncodedResource(
                    new ClassPathResource("dev/tenantry/operations/" + name), StandardCharsets.UTF_8));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
