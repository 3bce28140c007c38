package dev.tenantry.shared.database;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * Has transactional methods use the one transaction manager that there is. Spring looks for a qualifier among the annotations of
 * the class and of all that it extends, at each call: of what many runs do together, a tenth of the time.
 */
@Component
class OneTransactionManager implements SmartInitializingSingleton {

    private final TransactionInterceptor interceptor;
    private final PlatformTransactionManager manager;

    OneTransactionManager(TransactionInterceptor interceptor, PlatformTransactionManager manager) {
        this.interceptor = interceptor;
        this.manager = manager;
    }

    @Override
    public void afterSingletonsInstantiated() {
        interceptor.setTransactionManager(manager);
        // Where there is none to ask, the one that is set is taken at once.
        interceptor.setBeanFactory(null);
    }
}
