"""What Alembic runs: the migrations, on the connection and in the transaction that the store gives."""

from alembic import context

from kelisim.register.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
