package dev.tenantry.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import com.networknt.schema.InputFormat;
import com.networknt.schema.serialization.NodeReader;
import tools.jackson.databind.JsonNode;

/**
 * Reads a document that has been read already. Each schema of a part of a document keeps the whole of it, which would
 * otherwise be there as often as there are parts.
 */
public record OneDocument(String text, JsonNode document) implements NodeReader {

    private static final NodeReader OTHERS = NodeReader.builder().build();

    @Override
    public JsonNode readTree(String content, InputFormat format) {
        return content.equals(text) ? document : OTHERS.readTree(content, format);
    }

    @Override
    public JsonNode readTree(InputStream content, InputFormat format) {
        try {
            return readTree(new String(content.readAllBytes(), StandardCharsets.UTF_8), format);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public JsonNode readSchema(String content, InputFormat format) {
        return readTree(content, format);
    }

    @Override
    public JsonNode readSchema(InputStream content, InputFormat format) {
        return readTree(content, format);
    }
}
