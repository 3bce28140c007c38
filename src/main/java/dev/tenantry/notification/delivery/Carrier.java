package dev.tenantry.notification.delivery;

import dev.tenantry.notification.Channel;

/** Hands messages of one channel to whoever carries them. */
interface Carrier {

    Channel channel();

    /** What it is called where clients are told. */
    String provider();

    void carry(Delivery delivery) throws DeliveryException;
}
