package dev.tenantry.notification.delivery;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.tenantry.notification.Channel;

/** The carriers that are configured; a channel without one is recorded. */
public class Carriers {

    private final Map<Channel, Carrier> byChannel = new EnumMap<>(Channel.class);

    Carriers(List<Carrier> carriers) {
        carriers.forEach(carrier -> byChannel.put(carrier.channel(), carrier));
    }

    /** Blank where there is none. */
    public String provider(Channel channel) {
        var carrier = byChannel.get(channel);
        return carrier == null ? "" : carrier.provider();
    }

    boolean serve(Channel channel) {
        return byChannel.containsKey(channel);
    }

    void carry(Delivery delivery) throws DeliveryException {
        var carrier = byChannel.get(delivery.channel());
        if (carrier == null) {
            throw DeliveryException.forNow("nothing is configured to send it by");
        }
        carrier.carry(delivery);
    }
}
