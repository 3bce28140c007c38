package dev.tenantry.crm.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.crm.email.EmailCapture.Origin;
import dev.tenantry.crm.email.message.MailFile;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Very many mails: what is in memory does not grow with them. */
class EmailVolumeTests extends ApiTest {

    private static final int MAILS = 50_000;
    private static final int THREADS = 2;

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private EmailCapture capture;

    @Test
    @Tag("stress")
    void memoryDoesNotGrowWithMails() throws InterruptedException {
        var owner = people.signUp();
        var context = new TenantContext(owner.organizationId(), owner.userId());
        var next = new AtomicInteger();
        var begun = System.nanoTime();
        bring(context, next, 2_000);
        var before = used();

        bring(context, next, MAILS);

        var after = used();
        System.out.printf("%d mails in %d s, %d MB before, %d MB after%n", MAILS,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun), before >> 20, after >> 20);
        assertThat(after - before).isLessThan(100L << 20);
        assertThat(owner.api().get("/api/v1/emails?total=true&limit=1").expect(200).at("/total"))
                .isEqualTo(String.valueOf(MAILS));
    }

    private void bring(TenantContext context, AtomicInteger next, int until) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var thread = 0; thread < THREADS; thread++) {
                threads.execute(() -> {
                    for (var number = next.getAndIncrement(); number < until; number = next.getAndIncrement()) {
                        var own = number;
                        context.run(() -> bring(own));
                    }
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.MINUTES)).isTrue();
        }
        next.set(until);
    }

    private void bring(int number) {
        var mail = """
                From: Person %1$d <p%2$d@d%3$d.example>
                To: owner@example.com
                Message-ID: <m%1$d@x>
                References: <m%4$d@x>
                Date: Mon, 2 Mar 2026 10:00:00 +0100
                Subject: Mail %1$d
                Content-Type: multipart/mixed; boundary=b

                --b

                %5$s
                --b
                Content-Type: application/pdf; name=a.pdf

                %6$s
                --b--
                """.formatted(number, number % 500, number % 50, number - number % 5, "Text ".repeat(400),
                "x".repeat(5_000 + number % 100));
        try (var file = MailFile.receive(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)))) {
            capture.capture(file.read(), Origin.MEMBER);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static long used() {
        for (var round = 0; round < 3; round++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
