package dev.tenantry.crm.email.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The parameters of a field, in pieces and in charsets where they are so (RFC 2231), or with encoded words, as many programs write them. */
final class FieldParameters {

    private final Map<String, String> stated = new HashMap<>();
    private final EncodedText text;
    private int at;

    /** @param read the field, unfolded */
    FieldParameters(String read, EncodedText text) {
        this.text = text;
        this.at = read.indexOf(';');
        while (at >= 0 && at < read.length()) {
            next(read);
        }
    }

    private void next(String field) {
        var equals = field.indexOf('=', at);
        var name = equals < 0
                ? ""
                : field.substring(field.lastIndexOf(';', equals) + 1, equals).strip().toLowerCase(Locale.ROOT);
        at = equals < 0 ? field.length() : equals + 1;
        while (at < field.length() && Character.isWhitespace(field.charAt(at))) {
            at++;
        }
        var value = at < field.length() && field.charAt(at) == '"' ? quoted(field) : "";
        var end = field.indexOf(';', at);
        end = end < 0 ? field.length() : end;
        stated.putIfAbsent(name, value.isEmpty() ? field.substring(Math.min(at, end), end).strip() : value);
        at = end;
    }

    /** With backslashes that mask nothing: there are programs that write folders with them. */
    private String quoted(String field) {
        var value = new StringBuilder();
        for (at++; at < field.length() && field.charAt(at) != '"'; at++) {
            var masks = field.charAt(at) == '\\' && at + 1 < field.length()
                    && (field.charAt(at + 1) == '"' || field.charAt(at + 1) == '\\');
            at += masks ? 1 : 0;
            value.append(field.charAt(at));
        }
        at = Math.min(at + 1, field.length());
        return value.toString();
    }

    /** Null where there is none. @param name in lower case */
    @Nullable
    String value(String name) {
        var plain = stated.get(name);
        var extended = extended(name);
        if (extended != null || plain == null) {
            return extended;
        }
        return text.read(plain);
    }

    private @Nullable String extended(String name) {
        var whole = stated.get(name + "*");
        var first = whole == null ? stated.get(name + "*0*") : whole;
        var charset = first == null ? -1 : first.indexOf('\'');
        var language = first == null || charset < 0 ? -1 : first.indexOf('\'', charset + 1);
        var octets = new ByteArrayOutputStream();
        if (!add(octets, first == null ? null : first.substring(language + 1), stated.get(name + "*0"))) {
            return null;
        }
        var piece = 1;
        while (whole == null
                && add(octets, stated.get(name + "*" + piece + "*"), stated.get(name + "*" + piece))) {
            piece++;
        }
        var label = first == null || language < 0 ? "" : first.substring(0, charset);
        return text.said(label.isEmpty() ? "utf-8" : label, octets.toByteArray());
    }

    private static boolean add(ByteArrayOutputStream octets, @Nullable String encoded, @Nullable String plain) {
        var piece = encoded == null ? plain : encoded;
        if (piece == null) {
            return false;
        }
        octets.writeBytes(encoded == null ? piece.getBytes(StandardCharsets.UTF_8) : decoded(piece));
        return true;
    }

    private static byte[] decoded(String piece) {
        try {
            return EncodedText.quoted(piece, '%');
        } catch (IllegalArgumentException _) {
            return piece.getBytes(StandardCharsets.UTF_8);
        }
    }
}
