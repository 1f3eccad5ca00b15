package example.passerelle.hapi;

import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.ClientIdStrategyEnum;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.IdStrategyEnum;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.StoreMetaSourceInformationEnum;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.api.model.HistoryCountModeEnum;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.config.HapiJpaConfig;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/** HAPI's parts and our settings of them: closed where HAPI is open by default. */
@Configuration
@Import({
  JpaR4Config.class,
  HapiJpaConfig.class,
  JpaBatch2Config.class,
  Batch2JobsConfig.class,
  ThreadPoolFactoryConfig.class,
  SubscriptionChannelConfig.class
})
class Wiring {
  @Bean
  DataSource dataSource(Database database) throws SQLException {
    return database.open();
  }

  @Bean
  JpaStorageSettings storageSettings() {
    JpaStorageSettings settings = new JpaStorageSettings();
    // Ids: the gateway's own, digits only included; UUIDs where it gives none, so that the two never meet.
    settings.setResourceClientIdStrategy(ClientIdStrategyEnum.ANY);
    settings.setResourceServerIdStrategy(IdStrategyEnum.UUID);
    // A search sees what was written a moment ago.
    settings.setReuseCachedSearchResultsForMillis(null);
    settings.setHistoryCountMode(HistoryCountModeEnum.COUNT_ACCURATE);
    // A deletion that is refused would tell of what refers there, which its author may not see.
    settings.setEnforceReferentialIntegrityOnDelete(false);
    // What a client says of its source is kept; HAPI's request ids are not added to it.
    settings.setStoreMetaSourceInformation(StoreMetaSourceInformationEnum.SOURCE_URI);
    closeDangerous(settings);
    return settings;
  }

  private static void closeDangerous(JpaStorageSettings settings) {
    settings.setExpungeEnabled(false);
    settings.setDeleteExpungeEnabled(false);
    settings.setAllowMultipleDelete(false);
    settings.setAllowExternalReferences(false);
    settings.setDefaultSearchParamsCanBeOverridden(false);
    settings.setMarkResourcesForReindexingUponSearchParameterChange(false);
    settings.setEnableTaskResourceReindexing(false);
    settings.setEnableTaskBulkExportJobExecution(false);
    settings.setEnableTaskBulkImportJobExecution(false);
    settings.setEnableTaskPreExpandValueSets(false);
    settings.setPreExpandValueSets(false);
  }

  @Bean
  PartitionSettings partitionSettings() {
    return new PartitionSettings();
  }

  /** No channel is supported: a stored Subscription sends nothing. */
  @Bean
  SubscriptionSettings subscriptionSettings() {
    return new SubscriptionSettings();
  }

  @Bean
  LocalContainerEntityManagerFactoryBean entityManagerFactory(
      ConfigurableListableBeanFactory beans,
      FhirContext context,
      JpaStorageSettings settings,
      DataSource dataSource,
      Database database) {
    LocalContainerEntityManagerFactoryBean factory =
        HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, context, settings);
    factory.setPersistenceUnitName("HAPI_PU");
    factory.setDataSource(dataSource);
    factory.setJpaPropertyMap(
        Map.of(
            "hibernate.dialect", database.dialect(),
            "hibernate.hbm2ddl.auto", "update",
            "hibernate.jdbc.batch_size", "20",
            "hibernate.cache.use_query_cache", "false",
            "hibernate.cache.use_second_level_cache", "false",
            "hibernate.search.enabled", "false"));
    return factory;
  }

  @Bean
  JpaTransactionManager transactionManager(EntityManagerFactory factory) {
    return new JpaTransactionManager(factory);
  }
}
