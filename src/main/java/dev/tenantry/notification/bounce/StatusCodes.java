package dev.tenantry.notification.bounce;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.BounceKind;

/** What the codes of mail servers mean (RFC 3463), and their replies' (RFC 5321) where there is nothing else. */
final class StatusCodes {

    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245]\\.\\d{1,3}\\.\\d{1,3})(?!\\d|\\.\\d)");
    private static final Pattern REPLY = Pattern.compile("(?<![\\d.])([45])\\d{2}(?=[ -])");
    /** What a server says that says nothing. */
    private static final Pattern VAGUE = Pattern.compile("[245]\\.0\\.0");
    /** The address, and not the mail, its sender, or the mailbox for now. */
    private static final Pattern OF_ADDRESS = Pattern.compile("5\\.(0\\.0|1\\.(?!7|8)\\d+|2\\.[01]|4\\.[14])");

    private StatusCodes() {}

    /** The first one that a text tells; null where it tells none. */
    static @Nullable String find(String text) {
        var status = STATUS.matcher(text);
        if (status.find()) {
            return status.group(1);
        }
        var reply = REPLY.matcher(text);
        return reply.find() ? reply.group(1) + ".0.0" : null;
    }

    /** The one by which a server says itself that there is no such address; null where it says something else, or may mean that. */
    static @Nullable String ofAddress(String said) {
        var status = STATUS.matcher(said);
        return status.find() && !VAGUE.matcher(status.group()).matches() && kind(status.group()) == BounceKind.HARD
                ? status.group()
                : null;
    }

    /** Of what is stated and what the other server has said, the one that says more. */
    static @Nullable String preciser(@Nullable String stated, String said) {
        if (stated != null && !VAGUE.matcher(stated).matches()) {
            return stated;
        }
        var other = find(said);
        return other == null || stated != null && VAGUE.matcher(other).matches() ? stated : other;
    }

    /** Of what has failed; without a code it may have been the mail. */
    static BounceKind kind(@Nullable String status) {
        return status != null && OF_ADDRESS.matcher(status).matches() ? BounceKind.HARD : BounceKind.SOFT;
    }
}
