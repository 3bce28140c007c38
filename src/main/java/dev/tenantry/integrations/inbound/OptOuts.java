package dev.tenantry.integrations.inbound;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.MessageStops;

/** The words with which people answer text messages to get no more of them, or to get them again, as networks have them. */
@Component
class OptOuts {

    private static final Set<String> STOP = Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT");
    private static final Set<String> START = Set.of("START", "UNSTOP");
    /** What these words do, whoever signs them. */
    static final Set<String> PERMISSIONS = Set.of("suppressions:create", "suppressions:delete");

    private static final String WHATSAPP = "whatsapp:";

    private final MessageStops stops;

    OptOuts(MessageStops stops) {
        this.stops = stops;
    }

    /** Whether the whole of a message is one of these words. */
    static boolean isOne(String text) {
        var word = word(text);
        return STOP.contains(word) || START.contains(word);
    }

    private static String word(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    /**
     * In the current transaction; a message that says anything else says nothing of this.
     *
     * @param receiver what was told so
     * @param from a number, behind {@code whatsapp:} where it was sent by that
     * @param text the whole of the message
     */
    void heed(UUID receiver, String from, String text) {
        var word = word(text);
        var isWhatsApp = from.startsWith(WHATSAPP);
        var channel = isWhatsApp ? ContactChannel.WHATSAPP : ContactChannel.SMS;
        var number = isWhatsApp ? from.substring(WHATSAPP.length()) : from;
        if (channel.key(number) == null) {
            return;
        }
        if (STOP.contains(word)) {
            stops.stop(channel, number, receiver);
        } else if (START.contains(word)) {
            stops.resume(channel, number, receiver);
        }
    }
}
