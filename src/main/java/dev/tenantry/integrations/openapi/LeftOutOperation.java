package dev.tenantry.integrations.openapi;

import java.util.Locale;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Texts;

/**
 * An operation of the document that was imported which cannot be asked.
 *
 * @param reason in words for people
 */
record LeftOutOperation(String method, String path, String reason) {

    private static final int LONGEST = 500;

    static LeftOutOperation of(String method, String path, ProblemException fault) {
        return new LeftOutOperation(method.toUpperCase(Locale.ROOT), kept(path),
                kept(fault.errors().getFirst().message()));
    }

    /** What can be kept and shown of a text of whatever characters. */
    private static String kept(String text) {
        return Texts.shown(text.replaceAll("[\\p{Cc}\\p{Cs}]", "\uFFFD"), LONGEST);
    }
}
