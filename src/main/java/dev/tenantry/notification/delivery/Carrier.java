package dev.tenantry.notification.delivery;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.tenantry.notification.Channel;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.Receipt;

/** Hands messages of one channel to whoever carries them. */
interface Carrier {

    Channel channel();

    /** What it is called where clients are told. */
    String provider();

    void carry(Delivery delivery) throws DeliveryException;

    /** Takes a mail that somebody else has composed. @param timeout how long an answer of the server is waited for; null: as long as is usual */
    default Receipt carry(Mail mail, @Nullable Duration timeout) throws DeliveryException {
        throw DeliveryException.forGood("this is no way for mails");
    }
}
