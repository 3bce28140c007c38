package dev.tenantry.support;

import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What somebody was sent, as it was recorded. */
public final class Mailbox {

    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    private Mailbox() {}

    /** A mail or a text message. */
    public record Received(String template, String subject, String body) {

        /** The link's path and query: the application answers at another place than it is told. */
        public String link() {
            var found = LINK.matcher(body);
            if (!found.find()) {
                throw new AssertionError("there is no link in " + body);
            }
            var uri = URI.create(found.group());
            return uri.getRawPath() + "?" + uri.getRawQuery();
        }

        public String token() {
            return link().replaceFirst(".*[?&]token=([^&]*).*", "$1");
        }

        public String code() {
            var found = CODE.matcher(body);
            if (!found.find()) {
                throw new AssertionError("there is no code in " + body);
            }
            return found.group();
        }
    }

    /** Newest first. */
    public static List<Received> of(String recipient) {
        try (var connection = TestDatabase.server().connectAs("tenantry_worker");
                var statement = connection.prepareStatement(
                        "select template_name, subject, body from outbound_notifications where recipient = ? order by created_at desc, id desc")) {
            statement.setString(1, recipient);
            var rows = statement.executeQuery();
            var received = new ArrayList<Received>();
            while (rows.next()) {
                received.add(new Received(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
            return received;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static Received newest(String recipient) {
        return of(recipient).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was sent to " + recipient));
    }

    /** As if nothing had been sent for a while. */
    public static void rest(String recipient) {
        change("delete from auth.send_limits where recipient = ?", recipient);
    }

    /** As if everything had been sent long ago. */
    public static void expire(String recipient) {
        change("update auth.one_time_tokens set expires_at = now() where relates_to = ?", recipient);
    }

    private static void change(String statement, String recipient) {
        try (var connection = TestDatabase.server().connectAs("tenantry_auth");
                var prepared = connection.prepareStatement(statement)) {
            prepared.setString(1, recipient);
            prepared.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
