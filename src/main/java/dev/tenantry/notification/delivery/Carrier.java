package dev.tenantry.notification.delivery;

import dev.tenantry.notification.Channel;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Receipt;

/** Hands messages of one channel to whoever carries them. */
interface Carrier {

    Channel channel();

    /** What it is called where clients are told. */
    String provider();

    void carry(Delivery delivery) throws DeliveryException;

    /** Takes a mail that somebody else has composed. */
    default Receipt carry(Mail mail) throws DeliveryException {
        throw DeliveryException.forGood("this is no way for mails");
    }
}
