package dev.tenantry.crm.email;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** Which contacts and companies mails are linked to, whichever is there first. */
class EmailLinkTests extends ApiTest {

    private static final String EMAILS = "/api/v1/emails";
    private static final String CONTACTS = "/api/v1/contacts";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        as = owner.api();
    }

    @Test
    void whoGetsAnAddressLaterHasTheMailsWithIt() {
        var colleague = people.signUpInto(owner, "member");
        var own = mail("a@x", "zoe@müller-shop.example", List.of(owner.email()));
        capture(colleague.api(), "b@x", "zoe@müller-shop.example", List.of());

        var contact = as.post(CONTACTS, "{\"name\":\"Zoe\",\"email\":\"Zoe@xn--mller-shop-9db.example\"}")
                .expect(201)
                .id();
        var company = as.post("/api/v1/companies", "{\"name\":\"Shop\",\"domain\":\"MÜLLER-shop.example\"}")
                .expect(201)
                .id();

        await(() -> as.get(EMAILS + "/" + own).text().contains("\"contactIds\":[\"" + contact + "\"]")
                && as.get(EMAILS + "/" + own).text().contains("\"companyIds\":[\"" + company + "\"]"));
        assertThat(as.get(EMAILS + "?total=true&filter=contactId[eq]:" + contact).at("/total")).isEqualTo("1");
        assertThat(colleague.api().get(EMAILS + "?total=true&filter=contactId[eq]:" + contact).at("/total"))
                .isEqualTo("1");
    }

    @Test
    void mailsOfBothAreThoseOfTheOneThatStays() {
        var colleague = people.signUpInto(owner, "member");
        var stays = as.post(CONTACTS, "{\"name\":\"Zoe\",\"email\":\"zoe@a.example\"}").expect(201).id();
        var goes = as.post(CONTACTS, "{\"name\":\"Zoe\",\"email\":\"zoe@b.example\"}").expect(201).id();
        var both = mail("both@x", "zoe@a.example", List.of("zoe@b.example"));
        var hidden = capture(colleague.api(), "hidden@x", "zoe@b.example", List.of());

        as.put(CONTACTS + "/" + stays + "/merger", "{\"contactId\":\"" + goes + "\",\"fields\":[]}").expect(200);

        assertThat(as.get(EMAILS + "/" + both).text()).contains("\"contactIds\":[\"" + stays + "\"]");
        assertThat(colleague.api().get(EMAILS + "/" + hidden).text()).contains("\"contactIds\":[\"" + stays + "\"]");
    }

    @Test
    void mailsStayWhenAContactGoesForGood() {
        var contact = as.post(CONTACTS, "{\"name\":\"Zoe\",\"email\":\"zoe@a.example\"}").expect(201).id();
        var email = mail("a@x", "zoe@a.example", List.of());

        as.delete(CONTACTS + "/" + contact + "?permanent=true").expect(204);

        assertThat(as.get(EMAILS + "/" + email).expect(200).text()).contains("\"contactIds\":[]");
    }

    @Test
    void whatIsSharedIsToldOnTimelines() {
        var contact = as.post(CONTACTS, "{\"name\":\"Zoe\",\"email\":\"zoe@a.example\"}").expect(201).id();
        var email = mail("a@x", "zoe@a.example", List.of());
        assertThat(as.get(CONTACTS + "/" + contact + "/timeline").text()).doesNotContain("email.captured");

        as.put(EMAILS + "/" + email + "/visibility", "{\"visibility\":\"organization\"}").expect(200);
        assertThat(as.get(CONTACTS + "/" + contact + "/timeline").text()).contains("email.captured", "Subject a@x");

        as.put(EMAILS + "/" + email + "/visibility", "{\"visibility\":\"participants\"}").expect(200);
        assertThat(as.get(CONTACTS + "/" + contact + "/timeline").text()).doesNotContain("Subject a@x");
    }

    @Test
    void linksAreThoseThatAddressesSay() {
        var random = new Random(42);
        var addresses = new ArrayList<String>();
        for (var number = 0; number < 8; number++) {
            addresses.add("p" + number + "@d" + number % 3 + (number % 4 == 0 ? ".gmail.com" : ".example"));
        }
        addresses.add("shared@gmail.com");
        as.post("/api/v1/companies", "{\"name\":\"Mail\",\"domain\":\"gmail.com\"}").expect(201);
        var contacts = new ArrayList<Set<String>>();
        var ids = new ArrayList<String>();
        var emails = new ArrayList<Set<String>>();
        var captured = new ArrayList<String>();
        for (var round = 0; round < 24; round++) {
            var some = some(addresses, random);
            if (random.nextBoolean()) {
                var stated = some.stream().map("{\"address\":\"%s\"}"::formatted).toList();
                ids.add(as.post(CONTACTS, "{\"name\":\"C%d\",\"emails\":[%s]}".formatted(round,
                        String.join(",", stated))).expect(201).id());
                contacts.add(some);
            } else {
                var list = List.copyOf(some);
                captured.add(mail("r" + round + "@x", list.getFirst(), list.subList(1, list.size())));
                emails.add(some);
            }
        }

        for (var mail = 0; mail < emails.size(); mail++) {
            var expected = new TreeSet<String>();
            for (var contact = 0; contact < contacts.size(); contact++) {
                if (contacts.get(contact).stream().anyMatch(emails.get(mail)::contains)) {
                    expected.add(ids.get(contact));
                }
            }
            var id = captured.get(mail);
            await(() -> new TreeSet<>(found(id)).equals(expected));
            assertThat(as.get(EMAILS + "/" + id).text()).contains("\"companyIds\":[]");
        }
    }

    private List<String> found(String email) {
        var ids = new ArrayList<String>();
        as.get(EMAILS + "/" + email).json().path("contactIds").forEach(id -> ids.add(id.asString()));
        return ids;
    }

    private static Set<String> some(List<String> addresses, Random random) {
        var some = new TreeSet<String>();
        var count = 1 + random.nextInt(3);
        while (some.size() < count) {
            some.add(addresses.get(random.nextInt(addresses.size())));
        }
        return some;
    }

    private String mail(String id, String from, List<String> to) {
        return capture(as, id, from, to);
    }

    private static String capture(Api api, String id, String from, List<String> to) {
        var stated = to.stream().map("\"%s\""::formatted).toList();
        return api
                .post(EMAILS,
                        "{\"messageId\":\"%s\",\"from\":\"%s\",\"to\":[%s],\"subject\":\"Subject %s\",\"text\":\"x\"}"
                                .formatted(id, from, String.join(",", stated), id))
                .expect(201)
                .id();
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
