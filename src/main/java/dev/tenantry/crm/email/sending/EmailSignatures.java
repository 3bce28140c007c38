package dev.tenantry.crm.email.sending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.email.message.CleanText;
import dev.tenantry.crm.email.message.MailHtml;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.IfMatch;

/** Members' signatures, one for each: nobody else sees them but below a mail. */
@Service
@Transactional(readOnly = true)
class EmailSignatures {

    private static final String FIND = """
            select text, html, version, updated_at from email_signatures where organization_id = app.org_id() and user_id = auth.uid()""";
    private static final String KEEP = """
            insert into email_signatures (organization_id, user_id, text, html) values (app.org_id(), auth.uid(), ?, ?)
            on conflict on constraint email_signatures_pkey do update
            set text = excluded.text, html = excluded.html, version = email_signatures.version + 1
            where (email_signatures.text, email_signatures.html) is distinct from (excluded.text, excluded.html)""";
    private static final String DELETE = "delete from email_signatures where organization_id = app.org_id() and user_id = auth.uid()";

    private final JdbcClient jdbc;

    EmailSignatures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ProblemException 404 */
    EmailSignatureResponse get() {
        return find("").orElseThrow(ProblemException::notFound);
    }

    /** The current member's, where there is one. */
    Optional<EmailSignature> current() {
        return find("").map(kept -> new EmailSignature(kept.text(), kept.html()));
    }

    /** @throws ProblemException 422 where nothing of it is safe to show */
    @Transactional
    EmailSignatureResponse replace(EmailSignatureRequest request, IfMatch expected) {
        find(" for no key update").ifPresent(kept -> expected.check(() -> kept));
        var html = request.html() == null ? null : MailHtml.safe(request.html(), Set.of());
        var signature = EmailSignature.of(request.text() == null ? null : CleanText.text(request.text()), html);
        if (signature.text().isBlank() && (html == null || html.isBlank())) {
            throw ProblemException.invalid("html", "invalid-html", "nothing of it is safe to show");
        }
        jdbc.sql(KEEP).param(signature.text()).param(html).update();
        return get();
    }

    /** @throws ProblemException 404 */
    @Transactional
    void delete(IfMatch expected) {
        var kept = find(" for update").orElseThrow(ProblemException::notFound);
        expected.check(() -> kept);
        jdbc.sql(DELETE).update();
    }

    private Optional<EmailSignatureResponse> find(String lock) {
        return jdbc.sql(FIND + lock).query(EmailSignatures::read).optional();
    }

    private static EmailSignatureResponse read(ResultSet row, int number) throws SQLException {
        return new EmailSignatureResponse(row.getString("text"), row.getString("html"), row.getInt("version"),
                Rows.instant(row, "updated_at"));
    }
}
