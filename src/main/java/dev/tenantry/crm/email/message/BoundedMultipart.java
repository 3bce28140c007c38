package dev.tenantry.crm.email.message;

import java.io.InputStream;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimePartDataSource;

/** The parts of a part, which are refused while they are counted and not once they are all in memory. */
final class BoundedMultipart extends MimeMultipart {

    /** Of all parts of a mail. */
    static final class Counter {

        private int parts;

        private void count() {
            if (++parts > MailBounds.PARTS) {
                throw MailBounds.exceeded(MailBounds.PARTS + " parts");
            }
        }
    }

    private final Counter counter;

    BoundedMultipart(MimePart part, Counter counter) throws MessagingException {
        super(new MimePartDataSource(part));
        this.counter = counter;
    }

    @Override
    protected InternetHeaders createInternetHeaders(InputStream part) throws MessagingException {
        counter.count();
        return super.createInternetHeaders(part);
    }

    @Override
    protected MimeBodyPart createMimeBodyPart(InputStream part) throws MessagingException {
        counter.count();
        return super.createMimeBodyPart(part);
    }
}
