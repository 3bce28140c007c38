package dev.tenantry.crm.email.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

import dev.tenantry.crm.email.message.MailFile;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * One mail that a server brings. What is kept is kept before the server is told so; what cannot be kept now it brings again. As it is told one
 * thing of the mail, whomever that is to, it brings the mail for one recipient at a time.
 */
final class IncomingMail implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(IncomingMail.class);

    private final List<MailDoor> doors;
    private final String domain;
    private MailDoor.@Nullable Delivery delivery;

    /** @param domain of the addresses, in ASCII and lower case */
    IncomingMail(List<MailDoor> doors, String domain) {
        this.doors = doors;
        this.domain = domain;
    }

    /** Whoever it is: of what stands there nothing is believed. */
    @Override
    public void from(String sender) {}

    @Override
    public void recipient(String recipient) throws RejectException {
        if (delivery != null) {
            throw new RejectException(452, "4.5.3 one recipient at a time: send the mail again to this one");
        }
        var at = recipient.lastIndexOf('@');
        var found = at > 0 && recipient.substring(at + 1).toLowerCase(Locale.ROOT).equals(domain)
                ? door(recipient.substring(0, at))
                : Optional.<MailDoor.Delivery>empty();
        delivery = found.orElseThrow(() -> new RejectException(550, "5.1.1 there is no such address"));
    }

    private Optional<MailDoor.Delivery> door(String local) throws RejectException {
        try {
            for (var door : doors) {
                var found = door.find(local);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (RuntimeException failure) {
            throw failed(failure);
        }
    }

    @Override
    public String data(InputStream content) throws RejectException, IOException {
        try {
            keep(content);
            return "2.0.0 kept";
        } catch (ProblemException refusal) {
            throw refused(refusal);
        } catch (RuntimeException failure) {
            throw failed(failure);
        } finally {
            // What is left of a mail that is refused would be taken for commands.
            content.transferTo(OutputStream.nullOutputStream());
        }
    }

    private void keep(InputStream content) throws RejectException, IOException {
        try (var mail = MailFile.receive(content)) {
            Objects.requireNonNull(delivery).deliver(mail.read(), mail);
        }
    }

    private static RejectException refused(ProblemException refusal) {
        return switch (refusal.type()) {
            case TOO_LARGE -> new RejectException(552, "5.3.4 " + refusal.detail());
            case MALFORMED -> new RejectException(554, "5.6.0 " + refusal.detail());
            case VALIDATION, FORBIDDEN, NOT_FOUND -> new RejectException(550, "5.7.1 " + refusal.detail());
            default -> new RejectException(451, "4.3.0 " + ProblemType.UNAVAILABLE.title());
        };
    }

    private static RejectException failed(RuntimeException failure) {
        log.error("a mail could not be kept: {}", failure.getClass().getName());
        return new RejectException(451, "4.3.0 the mail could not be kept: send it again later");
    }

    @Override
    public void done() {
        delivery = null;
    }
}
