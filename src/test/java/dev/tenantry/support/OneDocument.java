package dev.tenantry.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import com.networknt.schema.InputFormat;
import com.networknt.schema.serialization.NodeReader;
import tools.jackson.databind.JsonNode;

/**
 * Reads a document that has been read already, where its place is taken by {@link #TEXT}. Each schema of a part of a document
 * reads the whole of it, and keeps it.
 */
public record OneDocument(JsonNode document) implements NodeReader {

    public static final String TEXT = "\"the document\"";
    private static final NodeReader OTHERS = NodeReader.builder().build();

    @Override
    public JsonNode readTree(String content, InputFormat format) {
        return content.equals(TEXT) ? document : OTHERS.readTree(content, format);
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
