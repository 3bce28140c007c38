package dev.tenantry.bench.floor;

import java.util.Collections;

/** The statements, as the application sends them. */
final class Sql {

    static final String CONTEXT = "select set_config('app.org_id', ?, true), set_config('app.user_id', ?, true)";
    static final int CONTEXT_PARAMETERS = 2;
    static final String READ_ONLY_CONTEXT = CONTEXT + ", set_config('transaction_read_only', 'on', true)";

    static final String FIND = """
            select c.id,c.company,c.company_id,c.created_at,c.deleted_at,c.email,c.email_key,c.external_id,c.job_title,\
            c.name,c.organization_id,c.owner_id,c.phone,c.updated_at,c.version from contacts c \
            where c.organization_id=? and c.id=?""";
    private static final String LIST = listing("").replace("? rows only", "");
    static final String FILTER = listing("and c.company=? ");
    static final String SEARCH = "select unnest(f.ids) from app.search_contacts(?, ?, ?) f";
    static final String HAVING = listing("and position(app.fold(?) in c.search_text) > 0 ");
    static final String ADD = """
            insert into contacts (company,company_id,created_at,deleted_at,email,email_key,\
            external_id,job_title,name,organization_id,owner_id,phone,updated_at,version) \
            values (?,null,?,null,?,?,null,?,?,?,null,?,?,0) \
            returning *""";

    private static final int MOST_FOUND = 1000;
    private static final String[] BY_IDS = new String[Integer.numberOfTrailingZeros(1024) + 1];

    static {
        for (var power = 0; power < BY_IDS.length; power++) {
            BY_IDS[power] = listing("and c.id in (" + String.join(",", Collections.nCopies(1 << power, "?")) + ") ");
        }
    }

    private Sql() {}

    /** With the number of rows in it, so that the server keeps its plan. */
    static String list(int rows) {
        return LIST + rows + " rows only";
    }

    static int mostFound() {
        return MOST_FOUND;
    }

    /** The list of so many contacts by id; there is one statement for each power of two. */
    static String byIds(int places) {
        return BY_IDS[Integer.numberOfTrailingZeros(places)];
    }

    private static String listing(String condition) {
        return """
                select c.id,c.company,c.company_id,c.created_at,c.deleted_at,c.email,c.email_key,c.external_id,\
                c.job_title,c.name,c.organization_id,c.owner_id,c.phone,c.updated_at,c.version from contacts c \
                where c.organization_id=? and c.deleted_at is null %sorder by c.created_at desc,c.id desc \
                fetch first ? rows only""".formatted(condition);
    }
}
