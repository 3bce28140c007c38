package dev.tenantry.automation.admission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import tools.jackson.databind.node.StringNode;

import dev.tenantry.automation.definition.Template;
import dev.tenantry.shared.problem.ProblemException;

/** What counts together. A key is kept as a hash: it may be made of an address, which would outlive the person there. */
final class Keys {

    /** In bytes. */
    private static final int LENGTH = 16;

    private Keys() {}

    /** @param rule whose key it is @param template of its text */
    static String of(Candidate candidate, String rule, String template) {
        var text = candidate.workflowId() + "/" + rule + "/" + filled(candidate, template);
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What is too long to be put together counts together: nobody else's starts are to fail over it. */
    private static String filled(Candidate candidate, String template) {
        try {
            var text = Template.fill(StringNode.valueOf(template), candidate.scope());
            return text.isNull() ? "" : text.isContainer() ? text.toString() : text.asString();
        } catch (ProblemException _) {
            return "";
        }
    }
}
