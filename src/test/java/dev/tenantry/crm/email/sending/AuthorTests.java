package dev.tenantry.crm.email.sending;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.crm.email.message.Mailbox;
import dev.tenantry.notification.Mails;
import dev.tenantry.shared.mail.NamedAddress;

import static org.assertj.core.api.Assertions.assertThat;

/** Who members' mails are from, and what they answer. */
class AuthorTests {

    private static final UUID OWN = new UUID(0, 1);

    @ParameterizedTest
    @CsvSource({"Company <crm@acme.example>, true, ada@acme.example,", "crm@ACME.example, true, ada@acme.example,",
        "crm@bücher.example, true, ada@xn--bcher-kva.example,",
        "crm@mail.acme.example, true, ada@acme.example, crm@mail.acme.example",
        "crm@acme.example.evil.example, true, ada@acme.example, crm@acme.example.evil.example",
        "crm@acme.example, false, ada@acme.example, crm@acme.example"})
    void areFromTheMemberWhereTheServerStandsForTheDomain(String server, boolean isOwn, String member,
            @Nullable String inItsName) {
        var author = Author.of(new Mailbox(member, "Ada"), new Mails.Sender(server, isOwn ? OWN : null));

        assertThat(NamedAddress.bare(author.sender().address())).isEqualTo(inItsName == null ? member : inItsName);
        assertThat(NamedAddress.of(author.sender().address()).name()).isEqualTo("Ada");
        assertThat(author.replyTo() == null).isEqualTo(inItsName == null);
    }

    @ParameterizedTest
    @CsvSource({"'Ada \"A\" <x@evil.example>', 'Ada A <x@evil.example>'", "'Ada\r\nBcc: x@y.z', 'Ada Bcc: x@y.z'",
        "Müller ß İ 👩‍💻, Müller ß İ 👩‍💻", "'a\\', a"})
    void areNamedByWhatCanBeANameInAHeader(String name, String shown) {
        var author = Author.of(new Mailbox("ada@acme.example", name), new Mails.Sender("crm@acme.example", OWN));

        var named = NamedAddress.of(author.sender().address());
        assertThat(named.name()).isEqualTo(shown);
        assertThat(named.address()).hasToString("ada@acme.example");
    }

    @Test
    void answerTheWholeThreadAndNoMoreThanOthersTake() {
        var references = IntStream.range(0, 150).mapToObj(place -> place + "@x").toList();

        var thread = new AnsweredEmail("last@x", "AW: Angebot", references).thread();

        assertThat(thread).hasSize(100).startsWith("0@x").endsWith("149@x", "last@x");
        assertThat(new AnsweredEmail("a@x", "AW: Angebot", List.of()).answerSubject()).isEqualTo("AW: Angebot");
        assertThat(new AnsweredEmail("a@x", "Regen", List.of("a@x")).answerSubject()).isEqualTo("Re: Regen");
        assertThat(new AnsweredEmail("a@x", "x".repeat(500), List.of("a@x")).answerSubject()).hasSize(500);
    }
}
