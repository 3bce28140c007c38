package dev.tenantry.notification.bounce;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.notification.Bounce;
import dev.tenantry.notification.BounceKind;
import dev.tenantry.notification.BounceListener;
import dev.tenantry.notification.ContactAddress;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.MailReturns;
import dev.tenantry.notification.ReportedBounce;
import dev.tenantry.notification.SentMail;
import dev.tenantry.notification.bounce.Report.Failure;
import dev.tenantry.notification.suppression.SuppressedAddresses;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Takes reports of mails that came back. Anybody can write one: it counts where it has come to the mail's own return path, names that, or
 * has the mail's Message-ID, and of the mail's own recipients alone. Each of several recipients knows that, so that reports about mails to several keep
 * nobody's address from being written to, however many there are.
 */
@Component
class ReturnedMails implements MailReturns {

    /** An address that has not taken so many mails in that time is not written to any more. */
    private static final int MOST_FAILED = 5;
    private static final Duration COUNTED = Duration.ofDays(30);

    private final SentMails sent;
    private final ReturnPaths paths;
    private final Bounces bounces;
    private final SuppressedAddresses suppressed;
    private final List<BounceListener> listeners;

    ReturnedMails(SentMails sent, ReturnPaths paths, Bounces bounces, SuppressedAddresses suppressed,
            List<BounceListener> listeners) {
        this.sent = sent;
        this.paths = paths;
        this.bounces = bounces;
        this.suppressed = suppressed;
        this.listeners = listeners;
    }

    @Override
    public Optional<Returned> open(String local) {
        return paths.open(local);
    }

    @Override
    public @Nullable String answersTo(UUID mail) {
        return paths.answersTo(TenantContext.current().organizationId(), mail);
    }

    @Override
    public boolean isReport(MimeMessage message) {
        return ReportReader.read(message).isPresent();
    }

    @Override
    @Transactional
    public boolean take(MimeMessage message, @Nullable UUID mail) {
        var report = ReportReader.read(message).orElse(null);
        if (report == null) {
            return false;
        }
        var named = mail == null ? named(report) : mail;
        var about = named == null ? found(report) : sent.find(named).orElse(null);
        if (about == null) {
            return false;
        }
        report.failures()
                .stream()
                .map(failure -> returned(about, failure, named != null))
                .flatMap(Optional::stream)
                .distinct()
                // Whoever takes several at once takes them in the same order.
                .sorted(Comparator.comparing(Reported::key))
                .forEach(reported -> note(about, reported));
        return true;
    }

    /** Nobody can forge that: it counts of each of several, too. */
    @Override
    @Transactional
    public void takeRefused(UUID mail, Map<String, String> refused) {
        var about = refused.isEmpty() ? null : sent.find(mail).orElse(null);
        if (about != null) {
            refused.entrySet()
                    .stream()
                    .map(one -> refused(one.getKey(), one.getValue()))
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Reported::key))
                    .forEach(reported -> note(about, reported));
        }
    }

    private static Optional<Reported> refused(String recipient, String said) {
        return Optional.ofNullable(StatusCodes.ofAddress(said))
                .map(status -> new Reported(recipient, EmailAddress.canonical(recipient),
                        new Failure(List.of(recipient), BounceKind.HARD, status, said), true));
    }

    /** @param isCounted against the address */
    private record Reported(String recipient, String key, Failure failure, boolean isCounted) {}

    /** The mail whose return path it names. */
    private @Nullable UUID named(Report report) {
        var organization = TenantContext.current().organizationId();
        return report.returnPaths()
                .stream()
                .map(paths::ofAddress)
                .flatMap(Optional::stream)
                .filter(path -> path.organizationId().equals(organization) && !path.isAnswer())
                .map(Returned::mail)
                .findFirst()
                .orElse(null);
    }

    private @Nullable SentMail found(Report report) {
        return report.messageId() == null ? null : sent.find(report.messageId()).orElse(null);
    }

    /**
     * Who has a mail sent on, to one alone, may have it come back from another address: that is noted of whom the mail was to, and says nothing of that
     * one's own address. A complaint is the person's, by whatever address.
     */
    private static Optional<Reported> returned(SentMail about, Failure failure, boolean isSigned) {
        var recipients = about.recipients().stream().filter(EmailAddress::isValid).toList();
        var isToOne = about.recipients().size() == 1;
        var keys = failure.addresses().stream().map(EmailAddress::canonical).toList();
        return keys.stream()
                .flatMap(key -> recipients.stream().filter(one -> EmailAddress.canonical(one).equals(key)))
                .findFirst()
                .map(one -> reported(one, failure, isToOne))
                .or(() -> recipients.size() == 1 && (isSigned || keys.isEmpty())
                        ? Optional.of(reported(recipients.getFirst(), failure,
                                isToOne && (keys.isEmpty() || failure.kind() == BounceKind.COMPLAINT)))
                        : Optional.empty());
    }

    private static Reported reported(String recipient, Failure failure, boolean isCounted) {
        return new Reported(recipient, EmailAddress.canonical(recipient), failure, isCounted);
    }

    private void note(SentMail about, Reported reported) {
        bounces.lock(reported.key);
        if (bounces.note(about.id(), reported.recipient, reported.key, reported.failure, reported.isCounted)) {
            var isSuppressed = reported.isCounted && suppress(reported);
            var bounce = new Bounce(about.id(), reported.key, reported.failure.kind(), isSuppressed);
            listeners.forEach(listener -> listener.on(bounce));
        }
    }

    private boolean suppress(Reported reported) {
        var failure = reported.failure;
        var address = ContactAddress.of(ContactChannel.EMAIL, reported.recipient);
        return switch (failure.kind()) {
            case DELAYED -> false;
            case COMPLAINT -> suppressed.addComplained(address);
            case HARD, SOFT -> (failure.kind() == BounceKind.HARD
                    || bounces.failed(reported.key, COUNTED) >= MOST_FAILED)
                    && suppressed.addBounced(address, failure.said());
        };
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<SentMail> find(UUID mail) {
        return sent.find(mail);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<SentMail> find(String messageId) {
        return sent.find(messageId);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, List<ReportedBounce>> of(Collection<UUID> mails) {
        return mails.isEmpty() ? Map.of() : bounces.of(mails);
    }
}
