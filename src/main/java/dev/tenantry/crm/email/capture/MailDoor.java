package dev.tenantry.crm.email.capture;

import java.util.Optional;

import org.subethamail.smtp.RejectException;

import dev.tenantry.crm.email.message.MailFile;
import dev.tenantry.crm.email.message.MailMessage;

/** Addresses of a kind at which mails are taken. What is at the domain and of no door's is refused before the mail is sent. */
public interface MailDoor {

    /**
     * @param local what stands before the @
     * @return empty where it is none of this door's
     * @throws RejectException where it is, and takes no more for now
     */
    Optional<Delivery> find(String local) throws RejectException;

    /** What becomes of a mail to the address. */
    @FunctionalInterface
    interface Delivery {

        /**
         * It is kept durably once this returns: then the sender is told so.
         *
         * @param file the mail as it came
         * @throws RejectException where the mail is refused
         */
        void deliver(MailMessage message, MailFile file) throws RejectException;
    }
}
