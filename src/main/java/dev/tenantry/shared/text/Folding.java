package dev.tenantry.shared.text;

import java.sql.Array;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What texts are equal by: {@code app.fold} of the database, asked. Two texts mean the same where their folded forms are
 * the same. There is no second implementation in Java, whose tables would differ.
 */
@Component
public class Folding {

    /** Bytes in all, of texts and their forms, and what an entry takes besides. */
    private static final int REMEMBERED = 16 * 1024 * 1024;
    private static final int ENTRY = 180;

    private final JdbcClient jdbc;
    /** The same for everybody and for ever, so it holds nothing of anybody's: filters are asked about at each event. */
    private final Cache<String, String> known = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED)
            .weigher((String text, String form) -> ENTRY + 2 * (text.length() + form.length()))
            .build();

    Folding(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One exchange with the database, in the current transaction. */
    public String of(String text) {
        return of(List.of(text)).getOrDefault(text, text);
    }

    /**
     * The folded form of each, one exchange with the database for all that are not known yet, in the current transaction. A text
     * with U+0000, of which the database can hold none, stands for itself.
     */
    public Map<String, String> of(Collection<String> texts) {
        var folded = new HashMap<>(known.getAllPresent(texts));
        var given = texts.stream()
                .filter(text -> !folded.containsKey(text) && text.indexOf('\0') < 0)
                .distinct()
                .toArray(String[]::new);
        var forms = given.length == 0
                ? given
                : jdbc.sql("select app.fold(?::text[])")
                        .param(given)
                        .query((row, _) -> texts(row.getArray(1)))
                        .single();
        for (var index = 0; index < given.length; index++) {
            folded.put(given[index], forms[index]);
            known.put(given[index], forms[index]);
        }
        texts.forEach(text -> folded.putIfAbsent(text, text));
        return folded;
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
