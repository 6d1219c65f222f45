# docker build -t agentls . && docker run --rm -v "$PWD:/work:ro" agentls check
FROM python:3.12-slim AS build
COPY . /source
RUN pip wheel --quiet --no-cache-dir --wheel-dir /wheels /source

FROM python:3.12-slim
RUN --mount=from=build,source=/wheels,target=/wheels pip install --quiet --no-cache-dir /wheels/*.whl \
  && useradd --create-home agentls
USER agentls
WORKDIR /work
ENTRYPOINT ["agentls"]
