package dev.tenantry.notification.delivery;

import dev.tenantry.notification.Channel;

/** Takes messages of one channel out of the house. */
interface Carrier {

    Channel channel();

    /** What it is called where clients are told. */
    String provider();

    void carry(Delivery delivery) throws DeliveryException;
}
