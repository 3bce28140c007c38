package dev.tenantry.notification.delivery;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.Channel;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Receipt;

/** The carriers that are configured; a channel without one is recorded. */
public class Carriers {

    private final Map<Channel, Carrier> byChannel = new EnumMap<>(Channel.class);

    private final String mailSender;

    /** @param mailSender whose address mails are sent from */
    Carriers(List<Carrier> carriers, String mailSender) {
        this.mailSender = mailSender;
        carriers.forEach(carrier -> byChannel.put(carrier.channel(), carrier));
    }

    /** Blank where there is none. */
    public String provider(Channel channel) {
        var carrier = byChannel.get(channel);
        return carrier == null ? "" : carrier.provider();
    }

    /** Whose address mails are sent from, where there is a way to send them. */
    public String mailSender() {
        return mailSender;
    }

    /** Whether there is a way to send what goes by the channel: it is recorded otherwise. */
    public boolean serve(Channel channel) {
        return byChannel.containsKey(channel);
    }

    void carry(Delivery delivery) throws DeliveryException {
        carrier(delivery.channel()).carry(delivery);
    }

    /** Takes a mail that somebody else has composed. @param timeout how long an answer of the server is waited for; null: as long as is usual */
    public Receipt carry(Mail mail, @Nullable Duration timeout) throws DeliveryException {
        return carrier(Channel.EMAIL).carry(mail, timeout);
    }

    private Carrier carrier(Channel channel) throws DeliveryException {
        var carrier = byChannel.get(channel);
        if (carrier == null) {
            throw DeliveryException.forNow("nothing is configured to send it by");
        }
        return carrier;
    }
}
