package dev.tenantry.notification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.mail.SmtpReply;
import dev.tenantry.shared.text.Anonymized;

/**
 * For whom a mail server has not taken a mail, by the recipients as the mail names them, each with what the server says.
 *
 * @param refused those that it refuses for good
 * @param later   those that it may take it for later
 */
public record Receipt(Map<String, String> refused, Map<String, String> later) implements OwnMailServers.Reply {

    /** It is taken for everybody. */
    public static final Receipt WHOLE = new Receipt(Map.of(), Map.of());
    private static final int SHOWN = 300;

    /** Null where the server has said the same of all: then it is the mail that it has not taken. */
    public static @Nullable Receipt of(Exception failure, List<String> asked) {
        var said = said(failure, asked);
        var isMixed = !said.refused.isEmpty() && !said.later.isEmpty()
                && said.refused.size() + said.later.size() == asked.size();
        return isMixed || SmtpReply.isTakenForSome(failure) ? said : null;
    }

    /** Those whom the server has refused for good, whatever it has said of the mail. */
    public static Map<String, String> refused(Exception failure, List<String> asked) {
        return said(failure, asked).refused;
    }

    /** Of whom the server has said something. */
    private static Receipt said(Exception failure, List<String> asked) {
        var replies = SmtpReply.ofRecipients(failure);
        var refused = new LinkedHashMap<String, String>();
        var later = new LinkedHashMap<String, String>();
        for (var recipient : asked) {
            var reply = replies.get(EmailAddress.deliverable(recipient));
            if (reply != null) {
                (reply.isPermanent() ? refused : later).put(recipient, shown(reply));
            }
        }
        return new Receipt(refused, later);
    }

    /** It may be logged: without whom the mail is for. */
    public static String shown(SmtpReply reply) {
        return Anonymized.text(reply.text(), SHOWN);
    }

    /** Those of the asked that it is taken for. */
    public List<String> reached(List<String> asked) {
        return asked.stream()
                .filter(recipient -> !refused.containsKey(recipient) && !later.containsKey(recipient))
                .toList();
    }
}
