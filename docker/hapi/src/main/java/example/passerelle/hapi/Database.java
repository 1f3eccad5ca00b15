package example.passerelle.hapi;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Where HAPI keeps its tables: H2 (memory or a file) or a schema of a PostgreSQL. No secret has a default. */
record Database(String url, String user, String password, String schema) {
  private static final int CONNECTIONS = 20;
  private static final int POSTGRES_PORT = 5432;

  Database {
    if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql://"))
      throw new IllegalArgumentException("HAPI_DATABASE_URL: jdbc:h2:… or jdbc:postgresql://… expected");
    if (!schema.matches("[a-z][a-z0-9_]{0,62}"))
      throw new IllegalArgumentException("HAPI_DATABASE_SCHEMA: small letters, digits and _ expected");
  }

  static Database fromEnvironment() {
    Map<String, String> env = System.getenv();
    String url = env.getOrDefault("HAPI_DATABASE_URL", "jdbc:h2:mem:hapi;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE");
    return new Database(
        url,
        env.getOrDefault("HAPI_DATABASE_USER", ""),
        env.getOrDefault("HAPI_DATABASE_PASSWORD", ""),
        env.getOrDefault("HAPI_DATABASE_SCHEMA", "hapi"));
  }

  boolean isPostgres() {
    return url.startsWith("jdbc:postgresql:");
  }

  /** The only "host:port" that this process may connect to; empty for H2. */
  String address() {
    if (!isPostgres()) return "";
    URI uri = URI.create(url.substring("jdbc:".length()));
    return uri.getHost() + ":" + (uri.getPort() < 0 ? POSTGRES_PORT : uri.getPort());
  }

  /** HAPI's own dialect: the plain ones of Hibernate miss its partition columns. */
  String dialect() {
    return "ca.uhn.fhir.jpa.model.dialect.HapiFhir" + (isPostgres() ? "Postgres" : "H2") + "Dialect";
  }

  HikariDataSource open() throws SQLException {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(url);
    pool.setUsername(user);
    pool.setPassword(password);
    pool.setMaximumPoolSize(CONNECTIONS);
    if (isPostgres()) {
      makeSchema();
      pool.setSchema(schema);
    }
    return new HikariDataSource(pool);
  }

  private void makeSchema() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
    }
  }
}
