package dev.tenantry.shared.text;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.StandardBasicTypes;

/** The database's functions over texts, for HQL. Found by Hibernate through {@code META-INF/services}. */
public final class TextFunctions implements FunctionContributor {

    @Override
    public void contributeFunctions(FunctionContributions contributions) {
        var functions = contributions.getFunctionRegistry();
        var types = contributions.getTypeConfiguration().getBasicTypeRegistry();
        var text = types.resolve(StandardBasicTypes.STRING);
        var truth = types.resolve(StandardBasicTypes.BOOLEAN);
        functions.namedDescriptorBuilder("fold", "app.fold").setInvariantType(text).setExactArgumentCount(1).register();
        functions.namedDescriptorBuilder("starts_with").setInvariantType(truth).setExactArgumentCount(2).register();
        functions.patternDescriptorBuilder("is_any", "(?1=any(?2))")
                .setInvariantType(truth)
                .setExactArgumentCount(2)
                .register();
    }
}
